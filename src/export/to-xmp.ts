import { type AlbumFace, presentIn } from '../domain/album';
import { labelOf } from '../domain/attribute-info';
import { clipTo, type Size } from '../domain/geometry';
import { type ExportContext, type ExportedPhoto, exportedAttributes, type SidecarFormat } from './format';

/** Under which keyword the others stand, so that they can be told from one's own, and be taken away again. */
const ROOT = 'facet';

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
};

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const list = (kind: 'Bag' | 'Seq', items: readonly string[]): string =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${escaped(item)}</rdf:li>`).join('')}</rdf:${kind}>`;

const property = (name: string, content: string): string => `   <${name}>${content}</${name}>`;

/** Six digits tell apart the pixels of any photo. */
const share = (value: number): string => value.toFixed(6);

/** A region by its centre and its size, in shares of the upright photo's width and height. */
const region = (face: AlbumFace, photo: Size, labels: readonly string[]): string => {
  const { x, y, width, height } = clipTo(face.face, photo);
  const area = {
    x: (x + width / 2) / photo.width,
    y: (y + height / 2) / photo.height,
    w: width / photo.width,
    h: height / photo.height,
  };
  const shares = Object.entries(area).map(([side, value]) => `stArea:${side}="${share(value)}"`);
  const description = labels.length > 0 ? ` mwg-rs:Description="${escaped(labels.join(', '))}"` : '';
  return `<rdf:li><rdf:Description mwg-rs:Type="Face"${description}><mwg-rs:Area ${shares.join(' ')} stArea:unit="normalized"/></rdf:Description></rdf:li>`;
};

const regions = ({ photo, faces }: ExportedPhoto, labelsOf: (face: AlbumFace) => string[]): string => {
  const { width, height } = photo.size;
  const dimensions = `<mwg-rs:AppliedToDimensions stDim:w="${width}" stDim:h="${height}" stDim:unit="pixel"/>`;
  const found = faces.map((face) => region(face, photo.size, labelsOf(face))).join('\n    ');
  return `   <mwg-rs:Regions rdf:parseType="Resource">
    ${dimensions}
    <mwg-rs:RegionList><rdf:Bag>
    ${found}
    </rdf:Bag></mwg-rs:RegionList>
   </mwg-rs:Regions>`;
};

/**
 * An XMP sidecar: what some face of the photo has as keywords (`Eyeglasses`, and below `facet` for programs that know
 * trees of keywords), and where the faces are, as the Metadata Working Group writes it: in shares of the photo after EXIF
 * orientation. Faces have no names: nobody was recognised.
 */
export const toXmp = (exported: ExportedPhoto, context: ExportContext): string => {
  const names = exportedAttributes(context);
  const labelsOf = (face: AlbumFace): string[] =>
    presentIn(face)
      .filter((name) => names.includes(name))
      .map(labelOf);
  const keywords = [...new Set(exported.faces.flatMap(labelsOf))].sort();
  const spaces = Object.entries(NAMESPACES).map(([prefix, address]) => `\n    xmlns:${prefix}="${address}"`);
  const subjects = [
    property('dc:subject', list('Bag', keywords)),
    property(
      'lr:hierarchicalSubject',
      list(
        'Bag',
        keywords.map((label) => `${ROOT}|${label}`),
      ),
    ),
    property(
      'digiKam:TagsList',
      list(
        'Seq',
        keywords.map((label) => `${ROOT}/${label}`),
      ),
    ),
  ];
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Facet">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""${spaces.join('')}>
${[...(keywords.length > 0 ? subjects : []), regions(exported, labelsOf)].join('\n')}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;
};

export const xmpFormat: SidecarFormat = {
  kind: 'xmp',
  content: 'sidecar',
  label: { en: 'Keywords and face regions (XMP)', 'zh-CN': '关键词和面部区域（XMP）' },
  help: 'keywords and face regions for photo managers, as photo.jpg.xmp',
  type: 'application/rdf+xml',
  fileName: (photo) => `${photo}.xmp`,
  write: toXmp,
};
