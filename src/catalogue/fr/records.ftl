# Ce qu'une personne devrait vérifier dans les fiches, leur provenance, les corrections et les résultats.

## Fiches et profils

profiles-tie = `{ $id }` ({ $score } sur { $threshold }) et `{ $other }` ({ $other_score } sur { $other_threshold }) conviennent aussi bien l’un que l’autre ; c’est `{ $id }` qui le lit
    .hint = donnez à l’un d’eux un motif que seuls ses rapports contiennent, ou retirez l’autre
title-missing = une fiche métier sans intitulé a été écartée
    .hint = regardez la page avec `ingest inspect`, et adaptez le profil
outside-sheets = { $words ->
    [one] texte qui n’est dans aucune fiche métier ({ $words } mot) : « { $text } »
   *[other] texte qui n’est dans aucune fiche métier ({ $words } mots) : « { $text } »
}
    .hint = rien à faire s’il ne décrit aucun métier ; sinon, regardez la page avec `ingest inspect`
text-not-placed = { $words ->
    [one] texte qui n’est dans aucune rubrique ({ $words } mot) : « { $text } »
   *[other] texte qui n’est dans aucune rubrique ({ $words } mots) : « { $text } »
}
    .hint = rien à faire s’il ne décrit aucun métier ; sinon, regardez la page avec `ingest inspect`
unexpected-sheets = { $sheets ->
    [one] { $sheets } fiche, alors que `{ $profile }` en attend { $wanted }
   *[other] { $sheets } fiches, alors que `{ $profile }` en attend { $wanted }
}
    .hint = comparez l’édition avec le profil ; si elle est juste, corrigez `expect` dans celui-ci
unexpected-sheets-between = { $sheets ->
    [one] { $sheets } fiche, alors que `{ $profile }` en attend de { $least } à { $most }
   *[other] { $sheets } fiches, alors que `{ $profile }` en attend de { $least } à { $most }
}
    .hint = comparez l’édition avec le profil ; si elle est juste, corrigez `expect` dans celui-ci
unexpected-section = { $more ->
    [0] pas de rubrique `{ $section }` dans « { $title } », alors que `{ $profile }` l’attend dans chaque fiche
    [one] pas de rubrique `{ $section }` dans « { $title } » ni dans { $more } autre fiche, alors que `{ $profile }` l’attend dans chacune
   *[other] pas de rubrique `{ $section }` dans « { $title } » ni dans { $more } autres fiches, alors que `{ $profile }` l’attend dans chacune
}
    .hint = comparez l’édition avec le profil ; si elle est juste, corrigez `expect` dans celui-ci

## Fiches

of-job = « { $title } » : { $what }
record-section-missing = rubrique absente : { $field }
record-field-missing = champ absent : { $field }
record-plain-text = lu d’un texte sans mise en page
record-ocr = lu par reconnaissance de caractères
record-text-left-out = une partie de son texte n’est dans aucun champ
record-parent-unknown = la fiche dont elle dépend n’a pas été trouvée
record-field-odd = valeur inhabituelle : { $field }
record-family-unknown = famille de métiers inconnue : { $field }
record-department-unknown = direction inconnue : { $field }
record-level-unknown = niveau inconnu : { $field }
record-code-unknown = code illisible
record-country-unknown = pays inconnu : { $field }
record-country-unknown-unnamed = le nom de son pays est tronqué
record-opinion-unclear = le repère de son graphique n’est pas net
record-code-system-unclear = rien ne dit à quelle nomenclature appartient ce code : { $field }
record-unsure = incertain : { $field }
unsure = { $field ->
    [record] { $reasons ->
        [0] « { $title } » : l’ensemble est incertain ({ $confidence })
       *[other] « { $title } » : l’ensemble est incertain ({ $confidence }) : { $why }
    }
   *[other] { $reasons ->
        [0] « { $title } » : { $field } est incertain ({ $confidence })
       *[other] « { $title } » : { $field } est incertain ({ $confidence }) : { $why }
    }
}
    .hint = comparez avec la page ; en cas d’erreur, corrigez dans corrections.csv
unsure-rival = un autre texte convient presque aussi bien
unsure-lacks-section = il y manque une rubrique que les autres métiers ont
unsure-odd-section = il y a une rubrique que presque aucun autre métier n’a
unsure-loose-text = un texte de la fiche pourrait en faire partie
unsure-heading = un titre de la fiche pourrait ne pas en être un
unsure-no-heading = une ligne de la fiche pourrait être un titre
unsure-other-look = ne ressemble pas aux autres intitulés
unsure-repeated = un autre métier a le même
unsure-capitals = les autres emploient autrement les capitales
unsure-cut = paraît coupé à la fin
unsure-no-stop = finit sans point, contrairement aux autres
unsure-small-letter = commence par une minuscule
unsure-sentence = se lit comme une phrase
unsure-parenthesis = une parenthèse n’est pas fermée
unsure-numbers = il y reste des nombres
unsure-colon = contient un deux-points, ou finit par un deux-points
unsure-one-word = un seul mot
unsure-long = très long
unsure-short = très court
unsure-broken = une phrase se poursuit dans un autre paragraphe
unsure-glued = des mots sont collés
unsure-spaced = des lettres sont isolées
unsure-address = il s’y trouve une adresse
unsure-missing = les autres métiers en ont
unsure-alone = presque aucun autre métier n’en a
unsure-unknown = une valeur n’est dans aucun vocabulaire
unsure-label-twice = son libellé figure deux fois
unsure-chart = le repère du graphique n’est pas net
unsure-left = du texte de la fiche n’est dans aucun champ
unsure-boxes = s’étend sur plusieurs colonnes ou plusieurs pages
unsure-heading-twice = son titre figure deux fois
unsure-unmapped = le profil ne connaît pas son titre
unsure-joined = deux noms n’en forment peut-être qu’un
unsure-required = il manque quelque chose que le profil exige
unsure-pages = n’occupe pas autant de pages que les autres métiers
unsure-others = d’autres métiers du document sont incertains
unsure-fields = certains de ses champs sont incertains

## Provenance des rapports

licence-missing = la licence de ses textes n’est pas connue
    .hint = indiquez-la dans un fichier { $file } à côté des rapports (README, « Where reports come from »)
provenance-unused = `{ $pattern }` ne correspond à aucun fichier
    .hint = corrigez-le ou supprimez-le
same-edition = contient les mêmes métiers que { $file }, mot pour mot ; les métiers regroupés ne les comptent qu’une fois
    .hint = si c’est le même rapport enregistré de nouveau, supprimez l’un des deux
same-edition-of = contient les mêmes métiers de l’édition { $edition } que { $file }, mot pour mot ; les métiers regroupés ne les comptent qu’une fois
    .hint = si c’est le même rapport enregistré de nouveau, supprimez l’un des deux

## Vocabulaires

code-unknown = { $code } ne figure pas dans les tables chargées
    .hint = comparez avec le rapport ; le code peut être mal imprimé, ou plus récent ou plus ancien que les tables
code-other-label = { $code } est « { $label } », or il est imprimé à côté de « { $printed } »
    .hint = comparez les deux avec le rapport : l’un d’eux est de trop
code-withdrawn = { $code } « { $label } » n’est plus en vigueur
    .hint = cherchez la certification qui l’a remplacée
code-corrected-hint = corrigez la ligne correspondante de corrections.csv

## Tableurs

sheet-cut = le classeur ne contient que les { $most } premières lignes de { $table } sur { $count }
    .hint = utilisez { $table }.csv ou { $table }.parquet
cell-cut = le texte de { $column } dans la table { $table } est trop long pour un tableur ; il y est coupé
    .hint = lisez-le en entier dans { $table }.csv

## Corrections

correction-settled = « { $title } » : le rapport dit désormais de lui-même ce que corrige { $place } : { $field }
    .hint = la ligne peut être supprimée
correction-stale = « { $title } » : le rapport ne dit plus de { $field } ce qu’il disait lors de la correction : { $difference } ; la correction reste appliquée : { $applied }
    .hint = si elle vaut toujours, recopiez le nouveau texte dans `was` de { $place } ; sinon, supprimez la ligne
correction-incomplete = « { $title } » : { $place } ne corrige que { $field }, alors qu’un avis a deux axes
    .hint = corrigez relevance et transposability, ou videz les deux
correction-orphan = ligne { $line } : aucun métier n’est { $asked }
    .hint = comparez les identifiants et l’édition avec ceux de jobs.csv, ou supprimez la ligne
correction-orphan-edition = ligne { $line } : aucun métier n’est { $asked } dans l’édition { $edition }
    .hint = comparez les identifiants et l’édition avec ceux de jobs.csv, ou supprimez la ligne
correction-orphan-nearest = s’agit-il de { $nearest } ? Sinon, supprimez la ligne
correction-conflict = « { $title } » : les corrections de { $field } se contredisent : { $says } ; aucune n’est appliquée
    .hint = supprimez-les toutes sauf une, ou précisez la fiche ou l’édition que chacune concerne
correction-says = { $place } « { $text } »
correction-followed = ligne { $line } : { $before } s’appelle désormais { $after }, et c’est sous ce nom que la correction s’applique
    .hint = écrivez { $after } dans la ligne
correction-reopened = { $field } a été réglé alors que le point disait autre chose : { $difference } ; il est de nouveau à vérifier
    .hint = s’il reste réglé, recopiez le nouveau texte dans `was` de { $place } ; sinon, supprimez la ligne
correction-without-issue = { $place } règle { $field }, qui n’est plus un point à vérifier
    .hint = la ligne peut être supprimée
sheet-no-table = aucune feuille n’a la colonne record_id ou job_id, qui dit ce qu’est une ligne ; conservez l’une des deux, ou indiquez ingest.xlsx ou jobs.csv
