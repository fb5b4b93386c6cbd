/** `digest` of the models' manifest that was built with this page; undefined in development, where any whole one will do. */
declare const MANIFEST_DIGEST: string | undefined;
