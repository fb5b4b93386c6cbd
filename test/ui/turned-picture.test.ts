import { describe, expect, it } from 'vitest';
import type { TurnDegrees } from '../../src/domain/analysis';
import { partOnceTurned, ratioOnceTurned } from '../../src/ui/turned-picture';

const TURNS: readonly (TurnDegrees | 0)[] = [0, 90, 180, 270];

describe('a photo that is turned back on the stage', () => {
  it('is as wide as it was high after a quarter turn', () => {
    expect(TURNS.map((turn) => ratioOnceTurned({ width: 20, height: 10 }, turn))).toEqual([2, 0.5, 2, 0.5]);
  });

  it('has its parts where the turn brings them', () => {
    const part = { x: 0.75, y: 0.25, width: 0.125, height: 0.25 };
    const shown = TURNS.map((turn) => partOnceTurned(part, turn));
    expect(shown).toEqual([
      part,
      // Clockwise by 90 degrees up lies at the right: turned back, what is at the right is at the top.
      { x: 0.25, y: 0.125, width: 0.25, height: 0.125 },
      { x: 0.125, y: 0.5, width: 0.125, height: 0.25 },
      { x: 0.5, y: 0.75, width: 0.25, height: 0.125 },
    ]);
  });
});
