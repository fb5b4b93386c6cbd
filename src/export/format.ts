import type { AlbumFace, AlbumPhoto } from '../domain/album';
import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName, type PerAttribute } from '../domain/attributes';
import type { Size } from '../domain/geometry';
import type { Drawing, Measure } from './drawing';

/** A photo with those of its faces that are exported. */
export interface ExportedPhoto {
  readonly photo: AlbumPhoto;
  readonly faces: readonly AlbumFace[];
  /** What should be known about the file, in one word each, as `cut`. */
  readonly notes?: readonly string[];
}

/** What is written into pictures, as the page says it. */
export interface PictureWords {
  label(name: AttributeName): string;
  /** @param probability 0–1 */
  percentage(probability: number): string;
  /** That the picture is drawn in another size. @param scale 2: twice as wide and high as the photo */
  drawnAt(scale: number, photo: Size): string;
}

/** What an export needs beside the photos. */
export interface ExportContext {
  /** Whether somebody asked for the attributes that judge a person; else they are left out. */
  readonly sensitive: boolean;
  /** From which probability on models of a version call an attribute present, 0–1. */
  readonly thresholds?: { readonly models: string; readonly values: PerAttribute<number> };
  /** When, milliseconds since 1970. */
  readonly exported: number;
  readonly words: PictureWords;
}

interface FormatBase {
  /** Names the format in the menu, and as the option of the command line. */
  readonly kind: string;
  /** What the menu says, by language. */
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  /** What `--help` says. */
  readonly help: string;
  readonly type: string;
}

/** One text for all photos. */
export interface ListFormat extends FormatBase {
  readonly content: 'list';
  readonly fileName: string;
  write(photos: readonly ExportedPhoto[], context: ExportContext): string;
}

/** One text for each photo. */
export interface SidecarFormat extends FormatBase {
  readonly content: 'sidecar';
  /** @param photo the photo's file name */
  fileName(photo: string): string;
  write(photo: ExportedPhoto, context: ExportContext): string;
}

/** One picture for each photo. */
export interface PictureFormat extends FormatBase {
  readonly content: 'picture';
  fileName(photo: string): string;
  /** @param picture size of the picture that is at hand, of the photo's shape */
  draw(photo: ExportedPhoto, picture: Size, context: ExportContext, measure: Measure): Drawing;
}

export type ExportFormat = ListFormat | SidecarFormat | PictureFormat;

/** The attributes that are exported, in CelebA's order. */
export const exportedAttributes = ({ sensitive }: Pick<ExportContext, 'sensitive'>): AttributeName[] =>
  ATTRIBUTES.filter((name) => sensitive || !ATTRIBUTE_INFO[name].sensitive);
