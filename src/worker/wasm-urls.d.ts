declare module '*.wasm?url' {
  /** Address of the file in the built site. */
  const url: string;
  export default url;
}

declare module '*.wasm?integrity' {
  /** The file's hash, as `fetch` takes it. */
  const integrity: string;
  export default integrity;
}
