globalThis.ingest = function (name, value) { console.log(name, value); };
