import type { FaultName } from '../domain/errors';
import { cameraRaw } from './camera-raw';
import { sniffImageType } from './sniff';

/** A file that is no picture that can be opened, by what it is. */
export interface OtherKind {
  /** With its article, as in "a text file". */
  readonly label: string;
  /** What to do, as a sentence; none where the kinds that work say enough. */
  readonly advice?: string;
  readonly fault: FaultName;
}

const SAVE = 'Open it in the program that made it, save it as JPEG or PNG, and open that.';
const UNPACK = 'Unpack it and open the photos in it.';
const ALONE = 'Open it by itself in the page: it is played in the place of the camera.';

const picture = (label: string): OtherKind => ({ label, advice: SAVE, fault: 'UnsupportedFormat' });
const archive = (label: string): OtherKind => ({ label, advice: UNPACK, fault: 'NotAnImage' });
const other = (label: string, advice?: string): OtherKind => ({
  label,
  ...(advice && { advice }),
  fault: 'NotAnImage',
});

const VIDEO = other('a video', ALONE);
const SOUND = other('a sound file');
const JPEG_2000 = picture('a JPEG 2000 picture');

/** Signatures, as Latin-1, at a place in the file. The first that fits counts. */
const SIGNATURES: readonly (readonly [offset: number, text: string, kind: OtherKind])[] = [
  [0, '\0\0\0\x0cjP  \r\n\x87\n', JPEG_2000],
  [0, '\xff\x4f\xff\x51', JPEG_2000],
  [0, '8BPS', picture('a Photoshop document')],
  [0, 'gimp xcf', picture('a GIMP document')],
  [0, 'II\xbc', picture('a JPEG XR picture')],
  [0, '%!PS', picture('a PostScript drawing')],
  [0, '\xc5\xd0\xd3\xc6', picture('a PostScript drawing')],
  [0, 'v/1\x01', picture('an OpenEXR picture')],
  [0, '#?RADIANCE', picture('a Radiance HDR picture')],
  [0, 'DDS ', picture('a DirectDraw texture')],
  [0, 'qoif', picture('a QOI picture')],
  [0, '%PDF', other('a PDF document', 'Save the page or the photo in it as a JPEG and open that.')],
  [4, 'ftypM4A', SOUND],
  [4, 'ftyp', VIDEO],
  [4, 'moov', VIDEO],
  [4, 'mdat', VIDEO],
  [0, '\x1a\x45\xdf\xa3', VIDEO],
  [8, 'AVI ', VIDEO],
  [0, '\0\0\x01\xba', VIDEO],
  [0, '\0\0\x01\xb3', VIDEO],
  [0, '\x30\x26\xb2\x75', VIDEO],
  [0, 'FLV\x01', VIDEO],
  [0, 'ID3', SOUND],
  [0, 'fLaC', SOUND],
  [0, 'OggS', SOUND],
  [8, 'WAVE', SOUND],
  [0, 'PK\x03\x04', archive('a ZIP archive')],
  [0, 'Rar!', archive('a RAR archive')],
  [0, "7z\xbc\xaf'\x1c", archive('a 7-Zip archive')],
  [0, '\x1f\x8b', archive('a gzip archive')],
  [0, 'version https://git-lfs', other('a Git LFS pointer', 'Fetch the photo itself with git lfs pull.')],
  [0, 'bplist', other('a placeholder or a list of settings', 'If the photo is in the cloud, download it first.')],
];

const signed = (head: Uint8Array): OtherKind | undefined => {
  const start = String.fromCharCode(...head.subarray(0, 32));
  return SIGNATURES.find(([offset, text]) => start.startsWith(text, offset))?.[2];
};

/** Whether these are the first bytes of a video, as far as a signature tells. */
export const isVideo = (head: Uint8Array): boolean => signed(head) === VIDEO && sniffImageType(head) === undefined;

/** How much of a file says whether it is text. */
const HEAD = 1024;

const WEB_PAGE = /^\s*(<!doctype html|<html|<head|<body)/i;

/** Control characters that text doesn't hold. */
const isControl = (byte: number): boolean => byte < 32 && ![9, 10, 12, 13, 27].includes(byte);

const textKind = (head: Uint8Array): OtherKind | undefined => {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (wide) return other('a text file');
  if (head.some(isControl)) return undefined;
  const text = new TextDecoder().decode(head).replace(/^\ufeff/, '');
  return WEB_PAGE.test(text) ? other('a web page', 'Save the photo in it and open that.') : other('a text file');
};

/**
 * Names what a file is that {@link sniffImageType} doesn't know.
 * @returns undefined where that can't be said either
 */
export const otherKind = (bytes: Uint8Array): OtherKind | undefined => {
  const raw = cameraRaw(bytes);
  if (raw) {
    const advice = "Export it as JPEG in the camera's or your photo program, and open that.";
    return { label: `a camera raw file (${raw})`, advice, fault: 'CameraRaw' };
  }
  const head = bytes.subarray(0, HEAD);
  const kind = signed(head);
  if (kind) return kind;
  if (head.length > 0 && head.every((byte) => byte === 0)) {
    const advice = 'Copying it may have been broken off: copy it again.';
    return { label: 'a file that begins with nothing but zeros', advice, fault: 'DamagedImage' };
  }
  return textKind(head);
};
