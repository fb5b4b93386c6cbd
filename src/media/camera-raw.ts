/** Raw files that begin with a signature of their own, as Latin-1. */
const SIGNATURES: readonly (readonly [offset: number, text: string, label: string])[] = [
  [8, 'CR\x02', 'Canon CR2'],
  [4, 'ftypcrx ', 'Canon CR3'],
  [6, 'HEAPCCDR', 'Canon CRW'],
  [0, 'FUJIFILMCCD-RAW', 'Fujifilm RAF'],
  [0, 'IIRO', 'Olympus ORF'],
  [0, 'IIRS', 'Olympus ORF'],
  [0, 'MMOR', 'Olympus ORF'],
  [0, 'IIU\0', 'Panasonic RW2'],
  [0, 'FOVb', 'Sigma X3F'],
  [0, '\0MRM', 'Minolta MRW'],
  [8, 'IIII', 'Phase One IIQ'],
];

/** Most raw files are TIFFs; what the camera's maker calls its own. */
const MAKERS: readonly (readonly [maker: RegExp, label: string])[] = [
  [/^nikon/i, 'Nikon NEF'],
  [/^sony/i, 'Sony ARW'],
  [/^(pentax|ricoh|asahi)/i, 'Pentax PEF'],
  [/^samsung/i, 'Samsung SRW'],
  [/^hasselblad/i, 'Hasselblad 3FR'],
  [/^(phase one|leaf)/i, 'Phase One IIQ'],
  [/^(kodak|eastman)/i, 'Kodak DCR'],
  [/^(seiko )?epson/i, 'Epson ERF'],
];

const TAG = { compression: 259, photometric: 262, maker: 271, subdirectories: 330, dngVersion: 50706 };

/** Values of the tag `photometric` that mean a sensor's own pixels: a colour filter array, and linear raw. */
const SENSOR = [32803, 34892];

/** Compressions that only raw files have: Sony, Nikon, Samsung, Pentax. */
const RAW_COMPRESSIONS = [32767, 34713, 32770, 32772, 65535];

/** More directories than any raw file has; they may point at each other. */
const MOST_DIRECTORIES = 16;

interface Found {
  maker: string;
  isRaw: boolean;
  isDng: boolean;
}

/** Walks a TIFF's directories, the ones inside them too, as far as the bytes reach. */
const readDirectories = (bytes: Uint8Array, found: Found): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const waiting = [view.getUint32(4, little)];
  for (let read = 0; read < MOST_DIRECTORIES && waiting.length > 0; read++) {
    const start = waiting.shift() as number;
    if (start < 8 || start + 2 > bytes.length) continue;
    const entries = view.getUint16(start, little);
    for (let at = start + 2; at < start + 2 + 12 * entries && at + 12 <= bytes.length; at += 12) {
      const tag = view.getUint16(at, little);
      const count = view.getUint32(at + 4, little);
      const short = view.getUint16(at + 8, little);
      const long = view.getUint32(at + 8, little);
      if (tag === TAG.dngVersion) found.isDng = true;
      if (tag === TAG.photometric && SENSOR.includes(short)) found.isRaw = true;
      if (tag === TAG.compression && RAW_COMPRESSIONS.includes(short)) found.isRaw = true;
      if (tag === TAG.maker) found.maker = String.fromCharCode(...bytes.subarray(long, long + Math.min(count, 32)));
      if (tag === TAG.subdirectories && count === 1) waiting.push(long);
      for (let one = 0; tag === TAG.subdirectories && count > 1 && one < Math.min(count, 8); one++) {
        if (long + 4 * one + 4 <= bytes.length) waiting.push(view.getUint32(long + 4 * one, little));
      }
    }
    const next = start + 2 + 12 * entries;
    if (next + 4 <= bytes.length) waiting.push(view.getUint32(next, little));
  }
};

const rawTiff = (bytes: Uint8Array): string | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if ((start !== 'II*\0' && start !== 'MM\0*') || bytes.length < 8) return undefined;
  const found: Found = { maker: '', isRaw: false, isDng: false };
  readDirectories(bytes, found);
  if (found.isDng) return 'DNG';
  return found.isRaw ? (MAKERS.find(([maker]) => maker.test(found.maker))?.[1] ?? 'of its maker') : undefined;
};

/**
 * Tells a camera's raw file, which holds what the sensor saw and has to be developed before it is a picture.
 * @returns what its kind is called; undefined for everything else, an ordinary TIFF too
 */
export const cameraRaw = (bytes: Uint8Array): string | undefined => {
  const signature = SIGNATURES.find(
    ([offset, text]) => String.fromCharCode(...bytes.subarray(offset, offset + text.length)) === text,
  );
  return signature?.[2] ?? rawTiff(bytes);
};
