/** Long enough for a browser to begin saving; then the address is given up. */
const HELD = 60_000;

/** Hands a file to the browser's downloads. */
export const saveFile = (page: Document, name: string, content: Blob): void => {
  const link = page.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HELD);
};
