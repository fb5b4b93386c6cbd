import { NET_IDS } from '../../src/models/net-shapes';
import type { Cascade, Net } from '../../src/pipeline/net';

/** What the nets had to do since the counter was made or reset. */
export interface Work {
  /** Pictures that LNeto looked at. */
  readonly looks: number;
  /** Of all four nets, the padding of their batches included. */
  readonly multiplyAdds: number;
}

/** A cascade that counts what its nets compute. */
export interface CountingCascade {
  readonly cascade: Cascade;
  /** What was computed since the last call. */
  take(): Work;
}

/** @param cascade stays usable on its own, uncounted. */
export const countRuns = (cascade: Cascade): CountingCascade => {
  let looks = 0;
  let multiplyAdds = 0;
  const counting = (id: (typeof NET_IDS)[number], net: Net): Net => ({
    run: (input) => {
      multiplyAdds += input.shape[0] * cascade.manifest.nets[id].multiplyAdds;
      if (id === 'lneto') looks += input.shape[0];
      return net.run(input);
    },
    dispose: () => net.dispose(),
  });
  const nets = Object.fromEntries(NET_IDS.map((id) => [id, counting(id, cascade[id])]));
  return {
    cascade: { ...cascade, ...nets },
    take: () => {
      const work = { looks, multiplyAdds };
      [looks, multiplyAdds] = [0, 0];
      return work;
    },
  };
};
