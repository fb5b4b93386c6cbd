import { Fault } from '../domain/errors';
import { type Handed, handedOver, readEntries, withOrigins } from './folder';
import { originsIn } from './origin';

/** Attribute on the root element while files are held over the page; the style sheet marks the drop zone by it. */
const DRAGGING = 'data-dragging';

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') ?? false;

/** What the system says of dropped things; only there while the event lasts, so all are asked at once. */
const entriesIn = (transfer: DataTransfer): FileSystemEntry[] =>
  [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);

const LINKS = 'text/uri-list';

/** The address that is dragged or pasted, if that is all there is. */
const addressIn = (transfer: DataTransfer): URL | undefined => {
  const links = transfer.getData(LINKS).split(/\r?\n/);
  const address = links.find((line) => line && !line.startsWith('#')) ?? transfer.getData('text/plain').trim();
  return /^https?:\/\/\S+$/i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
};

/** What is said of an address: a page that keeps photos on the device has no business with other sites. */
const fromElsewhere = ({ host }: URL): Fault =>
  new Fault(
    'FromElsewhere',
    `That is an address on ${host}. Facet asks no other site for anything: save the picture on this device, then open the file.`,
  );

/** Whether somebody is writing: an address belongs into the field then. */
const isWriting = ({ target }: Event): boolean =>
  target !== null && 'closest' in target && (target as Element).closest('input, textarea, [contenteditable]') !== null;

/**
 * Listens to the whole page for photos and folders that are dropped on it, and for photos that are pasted into it.
 * An address from another page is answered with a sentence.
 * @param onHanded is given what was handed over, which may be an empty folder or only a fault
 */
export const listenForFiles = (page: Document, onHanded: (handed: Handed) => void): void => {
  const root = page.documentElement;
  const takeAddress = (event: Event, transfer: DataTransfer): void => {
    const address = addressIn(transfer);
    if (!address || isWriting(event)) return;
    event.preventDefault();
    // A link or a picture of this page, which was only moved a little.
    if (address.origin === page.location.origin) return;
    onHanded({ files: [], fromFolder: false, faults: [fromElsewhere(address)] });
  };
  const take = (event: Event, transfer: DataTransfer | null): void => {
    if (!transfer) return;
    const files = holdsFiles(transfer) ? [...transfer.files] : [];
    const entries = holdsFiles(transfer) ? entriesIn(transfer) : [];
    if (files.length === 0 && entries.length === 0) {
      takeAddress(event, transfer);
      return;
    }
    event.preventDefault();
    // Without a folder there is nothing to wait for.
    const originOf = originsIn(transfer.items);
    const hand = (handed: Handed): void => onHanded(withOrigins(handed, originOf));
    if (entries.some(({ isDirectory }) => isDirectory)) void readEntries(entries).then(hand);
    else hand(handedOver(files));
  };
  page.addEventListener('dragover', (event) => {
    // Without this the browser would leave the page and open the file, or the address, by itself.
    if (event.dataTransfer?.types.includes(LINKS)) event.preventDefault();
    if (!holdsFiles(event.dataTransfer)) return;
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
