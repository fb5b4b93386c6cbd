import type { ExportFormat } from './format';
import { csvFormat } from './to-csv';
import { jsonFormat } from './to-json';
import { pictureFormat } from './to-picture';
import { xmpFormat } from './to-xmp';

/** Everything that faces can be exported as: the page's menu and the command line have what stands here, in this order. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [csvFormat, jsonFormat, pictureFormat, xmpFormat];
