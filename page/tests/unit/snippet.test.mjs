import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, snippetOf } from "../../src/snippet.js";
import { fold, terms } from "../../src/text.js";

const shown = (pieces) => pieces?.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join("") ?? null;
const found = (text, query, titles = []) => shown(snippetOf(text, fold(text), terms(query), titles.map(fold)));

test("what is searched is marked in the text's own letters", () => {
  assert.equal(shown(piecesOf("Le Cœur d’Éthique", terms("COEUR ethique"))), "Le [Cœur] d’[Éthique]");
  assert.equal(shown(piecesOf("e\u0301té, l’e\u0301te\u0301", ["ete"])), "[e\u0301té], l’[e\u0301te\u0301]");
  assert.equal(shown(piecesOf("nuits et nuit", terms("nuit nuits"))), "[nuits] et [nuit]");
  assert.equal(shown(piecesOf("rien", [])), "rien");
});

test("the line with most of the words is shown, from shortly before them", () => {
  const texts =
    "Veilleur de nuit\nUn carnet est tenu.\nIl tient chaque jour et chaque soir un carnet de nuit, jusqu’au matin.";
  assert.equal(found(texts, "carnet nuit"), "…jour et chaque soir un [carnet] de [nuit], jusqu’au matin.");
  assert.equal(found(texts, '"carnet est"'), "Un [carnet est] tenu.");
});

test("a whole word is rather shown than one within another", () => {
  assert.equal(found("La continuité des soins.\nLa nuit, il veille.", "nuit"), "La [nuit], il veille.");
  assert.equal(found("La continuité des soins.", "nuit"), "La conti[nuit]é des soins.");
});

test("what the title says is not said again", () => {
  assert.equal(found("Veilleur de nuit\nIl veille.", "nuit", ["Veilleur de nuit"]), null);
  assert.equal(found("Veilleur de nuit\nLa nuit, il veille.", "nuit", ["Veilleur de nuit"]), "La [nuit], il veille.");
});

test("a long line is cut on both sides", () => {
  const line = `${"avant ".repeat(50)}carnet ${"après ".repeat(50)}`;
  assert.match(found(line, "carnet"), /^…(avant )+\[carnet\] (après )+a?p?r?è?s?…$/);
});
