#!/bin/sh
# Builds the program for the work that it does: once with counters, a run over the fixtures, and once more by what they
# told (profile-guided optimisation). Takes three times as long as one build; README.md tells what it gains.
#
#     sh packaging/guided.sh      # in the project's folder; leaves target/guided/ingest
#
# Needs the compiler's own llvm-profdata (`rustup component add llvm-tools`), or that of an LLVM of its version.
set -eu
cd "$(dirname "$0")/.."

host=$(rustc -vV | sed -n 's/^host: //p')
llvm=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
place=$PWD/target/guided
counts=$place/counts
profile=$place/ingest.profdata

merge=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
if ! [ -x "$merge" ]; then
    merge=$(command -v "llvm-profdata-$llvm") || {
        echo "llvm-profdata of LLVM $llvm is missing: rustup component add llvm-tools, or your system's llvm-$llvm" >&2
        exit 1
    }
fi

# With the host named as target, what runs while building is left as it is.
build() {
    RUSTFLAGS="${RUSTFLAGS:-} $1" cargo build --profile dist --all-features --locked \
        --bin ingest --target "$host" --target-dir "$place/$2"
}

build "-Cprofile-generate=$counts" counting
rm -rf "$counts" "$place/run"
# In one process: workers are ended before they could write their counts. What no profile fits is told, and no failure.
"$place/counting/$host/dist/ingest" fixtures --output "$place/run" --in-process --jobs 1 --no-cache --quiet \
    --format json,jsonl,csv,xlsx,package --report no 2>"$place/said.txt" || [ $? -eq 3 ]
"$merge" merge -o "$profile" "$counts"
build "-Cprofile-use=$profile" using
cp "$place/using/$host/dist/ingest" "$place/ingest"
echo "$place/ingest"
