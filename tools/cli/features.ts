/** Writes the features that the shipped ANet gives for the labelled faces of a set; see USAGE. */
import { parseArgs } from 'node:util';
import { openImages } from '../evaluate/images';
import { readLabels } from '../evaluate/labels';
import { writeFeatures } from '../evaluate/write-features';
import { required, runCommand, UsageError, wholeNumber } from '../lib/command';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';

const USAGE = `Usage: npm run features -- --images <tar or folder> --labels <csv> --out <folder> [--limit <n>]
  Writes features.bin (float32, little-endian, one row a photo in which a face was found, in the CSV's order) and
  features.json ({"version","dimensions","files","faces","missed"}: the manifest's version, numbers a row, the photos of
  the rows, the face in each as x, y, width, height, roll in degrees, the photos in which no face was found).`;

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: 'string' },
      labels: { type: 'string' },
      out: { type: 'string' },
      limit: { type: 'string' },
      models: { type: 'string', default: SHIPPED_MODELS },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const out = required('out', values.out, USAGE);
  const limit = values.limit === undefined ? undefined : wholeNumber('limit', values.limit, 1);
  const { photos } = await readLabels(required('labels', values.labels, USAGE));
  if (photos.length === 0) throw new UsageError(`${values.labels} has no rows.`);
  const images = await openImages(required('images', values.images, USAGE));
  const cascade = await loadCascade(values.models);
  const start = performance.now();
  const { files, missed } = await writeFeatures(cascade, { images, photos: photos.slice(0, limit) }, out);
  const seconds = (performance.now() - start) / 1000;
  const count = files.length + missed.length;
  console.log(
    `${out}: ${files.length} faces in ${count} photos, ${missed.length} without; ${(count / seconds).toFixed(1)} photos a second`,
  );
  return 0;
};

await runCommand(main);
