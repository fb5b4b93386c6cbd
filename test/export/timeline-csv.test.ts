import { describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { toTimelineCsv } from '../../src/export/timeline-csv';

describe('the table of a video', () => {
  const table = toTimelineCsv([
    { timeS: 0.0333333, face: 1, probabilities: ATTRIBUTES.map(() => 0.123456) },
    { timeS: 12, face: 2, probabilities: ATTRIBUTES.map(() => 1e-9) },
  ]);
  const [header, ...lines] = table.slice(1).split('\r\n');

  it('has a time in seconds, a face and the 40 attributes under their CelebA names', () => {
    expect(header).toBe(['time_s', 'face', ...ATTRIBUTES].join(','));
    expect(lines[0].split(',').slice(0, 3)).toEqual(['0.033', '1', '0.1235']);
    expect(lines[1].split(',')).toHaveLength(42);
    expect(lines.at(-1)).toBe('');
  });

  it('begins with a byte order mark, and holds nothing but numbers, which no spreadsheet runs as a formula', () => {
    expect(table.charCodeAt(0)).toBe(0xfeff);
    for (const field of lines.slice(0, -1).join(',').split(',')) expect(field).toMatch(/^\d+(\.\d+)?$/);
  });
});
