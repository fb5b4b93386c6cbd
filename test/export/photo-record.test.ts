import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../contract/photo.schema.json' with { type: 'json' };
import { storedAnalysis } from '../../src/domain/album';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { photoRecord, RECORD_SCHEMA } from '../../src/export/photo-record';
import { NOTE_WORDS } from '../../src/media/photo-notes';
import { crowd } from './made-export';

const isRecord = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);
const analysis = () => storedAnalysis(crowd(400, 300, [[10, 20, 80]]).photo);

describe('the record of a photo', () => {
  it('fits the published schema, with and without what is only sometimes there', () => {
    const found = analysis();
    const plain = photoRecord(found);
    const full = photoRecord(
      { ...found, turnDegrees: 90, leftOut: 2 },
      { file: 'a.jpg', notes: ['cut', 'first-frame'], ms: { decode: 1, reduce: 2 } },
    );
    for (const record of [plain, full, { ...plain, faces: [] }]) {
      expect(isRecord(JSON.parse(JSON.stringify(record))), JSON.stringify(isRecord.errors)).toBe(true);
    }
    expect(plain.faces.length).toBeGreaterThan(0);
    expect(full).toMatchObject({ file: 'a.jpg', turn: 90, leftOut: 2, notes: ['cut', 'first-frame'] });
  });

  it('is refused by the schema where a field is missing, unknown, or of another version', () => {
    const record = JSON.parse(JSON.stringify(photoRecord(analysis())));
    const { Smiling: _, ...fewer } = record.faces[0].attributes;
    const wrong = [
      { ...record, width: undefined },
      { ...record, colour: 'red' },
      { ...record, schema: 'facet-photo/0' },
      { ...record, faces: [{ ...record.faces[0], attributes: fewer }] },
      { ...record, faces: [{ ...record.faces[0], score: 2 }] },
    ];
    for (const each of wrong) expect(isRecord(JSON.parse(JSON.stringify(each)))).toBe(false);
  });

  it('and its schema name the same version, attributes and notes', () => {
    expect(schema.properties.schema.const).toBe(RECORD_SCHEMA);
    expect(schema.$defs.attribute.enum).toEqual(ATTRIBUTES);
    expect(schema.properties.notes.items.enum).toEqual(Object.keys(NOTE_WORDS));
  });
});
