/** Attribute on the root element while files are held over the page; the style sheet marks the drop zone by it. */
const DRAGGING = 'data-dragging';

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') ?? false;

/**
 * Listens to the whole page for photos that are dropped on it or pasted into it.
 * @param onFiles is given one or more files, of any kind: what they are is found out when they are decoded
 */
export const listenForFiles = (page: Document, onFiles: (files: readonly File[]) => void): void => {
  const root = page.documentElement;
  const take = (event: Event, transfer: DataTransfer | null): void => {
    const files = holdsFiles(transfer) ? [...transfer.files] : [];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  page.addEventListener('dragover', (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    // Without this the browser would leave the page and open the file by itself.
    event.preventDefault();
    root.toggleAttribute(DRAGGING, true);
  });
  page.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) root.toggleAttribute(DRAGGING, false);
  });
  page.addEventListener('drop', (event) => {
    root.toggleAttribute(DRAGGING, false);
    take(event, event.dataTransfer);
  });
  page.addEventListener('paste', (event) => take(event, event.clipboardData));
};
