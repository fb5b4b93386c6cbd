import type { Manifest } from '../../domain/manifest';
import { texts } from '../../i18n';
import { byReliability, megabytesOf } from './figures';

/** How many attributes are named at each end. */
const NAMED = 4;

const Reliability = ({ manifest }: { readonly manifest: Manifest }) => {
  const { about, attributes, list } = texts.value;
  const ordered = byReliability(manifest);
  const named = (some: typeof ordered): string => list(some.map(({ name }) => attributes[name]));
  return (
    <p>
      {about.models.best(named(ordered.slice(0, NAMED)))} {about.models.worst(named(ordered.slice(-NAMED).reverse()))}
    </p>
  );
};

const Table = ({ manifest }: { readonly manifest: Manifest }) => {
  const { about, attributes, percent } = texts.value;
  const words = about.models;
  return (
    <details>
      <summary>{words.table}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.attribute}</th>
            <th scope="col">{words.accuracy}</th>
            <th scope="col">{words.balanced}</th>
            <th scope="col">{words.baseRate}</th>
          </tr>
        </thead>
        <tbody>
          {byReliability(manifest).map(({ name, measured }) => (
            <tr key={name}>
              <th scope="row">{attributes[name]}</th>
              <td>{percent(measured.accuracy, 1)}</td>
              <td>{percent(measured.balancedAccuracy, 1)}</td>
              <td>{percent(measured.baseRate, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

/** What was measured, in words; every figure is read from the manifest. */
const Measured = ({ manifest }: { readonly manifest: Manifest }) => {
  const words = texts.value.about.models;
  const { measuredOn } = manifest;
  if (!measuredOn) return <p>{words.unmeasured}</p>;
  const { set, images, meanAccuracy, meanBalancedAccuracy } = measuredOn;
  return (
    <>
      <p>{words.measured(images, meanAccuracy, meanBalancedAccuracy)}</p>
      <Reliability manifest={manifest} />
      <p class="quiet-text">{words.set(set)}</p>
      <Table manifest={manifest} />
    </>
  );
};

/** The model card, in words. */
export const ModelCard = ({ manifest }: { readonly manifest: Manifest }) => {
  const words = texts.value.about.models;
  const { origin, version } = manifest;
  return (
    <>
      <Measured manifest={manifest} />
      <p>{words.trainedOn}</p>
      <p>{words.size(megabytesOf(manifest), version)}</p>
      <details>
        <summary>{words.data}</summary>
        <p lang="en">{origin.notice}</p>
        <ul lang="en">
          {Object.entries(origin.starts).map(([net, start]) => (
            <li key={net}>
              {net}: {start}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
};
