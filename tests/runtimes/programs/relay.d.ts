// `relay.js` is put beside these programs by the tests: that of docs/en/relay.md, for PISTE in miniature.

export declare const relay: import("sne-cotation/relay").TokenRelay;
