declare module '*.wasm?url' {
  /** Address of the file in the built site. */
  const url: string;
  export default url;
}
