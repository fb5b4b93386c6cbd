import { type Handed, handedOver, readEntries, withOrigins } from './folder';
import { originsIn } from './origin';

/** Attribute on the root element while files are held over the page; the style sheet marks the drop zone by it. */
const DRAGGING = 'data-dragging';

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') ?? false;

/** What the system says of dropped things; only there while the event lasts, so all are asked at once. */
const entriesIn = (transfer: DataTransfer): FileSystemEntry[] =>
  [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);

/**
 * Listens to the whole page for photos and folders that are dropped on it, and for photos that are pasted into it.
 * @param onHanded is given what was handed over, which may be an empty folder
 */
export const listenForFiles = (page: Document, onHanded: (handed: Handed) => void): void => {
  const root = page.documentElement;
  const take = (event: Event, transfer: DataTransfer | null): void => {
    if (!holdsFiles(transfer)) return;
    const files = [...transfer.files];
    const entries = entriesIn(transfer);
    if (files.length === 0 && entries.length === 0) return;
    event.preventDefault();
    // Without a folder there is nothing to wait for.
    const originOf = originsIn(transfer.items);
    const hand = (handed: Handed): void => onHanded(withOrigins(handed, originOf));
    if (entries.some(({ isDirectory }) => isDirectory)) void readEntries(entries).then(hand);
    else hand(handedOver(files));
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
