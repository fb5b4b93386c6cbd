/**
 * Where the models lie that come with this package, by their place in `models/`. Each address is written out, because
 * bundlers find files by these very expressions, and may move them.
 */
export const MODEL_FILES: Readonly<Record<string, string>> = {
  'manifest.json': new URL('./models/manifest.json', import.meta.url).href,
  'concepts.json': new URL('./models/concepts.json', import.meta.url).href,
  'self-test.json': new URL('./models/self-test.json', import.meta.url).href,
  'lneto/model.json': new URL('./models/lneto/model.json', import.meta.url).href,
  'lneto/weights.bin': new URL('./models/lneto/weights.bin', import.meta.url).href,
  'lnets/model.json': new URL('./models/lnets/model.json', import.meta.url).href,
  'lnets/weights.bin': new URL('./models/lnets/weights.bin', import.meta.url).href,
  'anet/model.json': new URL('./models/anet/model.json', import.meta.url).href,
  'anet/weights.bin': new URL('./models/anet/weights.bin', import.meta.url).href,
  'svm/model.json': new URL('./models/svm/model.json', import.meta.url).href,
  'svm/weights.bin': new URL('./models/svm/weights.bin', import.meta.url).href,
};
