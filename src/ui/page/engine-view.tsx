import type { BackendReport, Ready } from '../../domain/analyzer-api';
import { WEBGPU_REASONS, type WebGpuReason } from '../../domain/backend-reasons';
import type { Progress } from '../../domain/progress';
import { texts } from '../../i18n';
import { progressShare, progressText } from '../../i18n/words';
import type { ViewProps } from '../shared/view-props';

const Loading = ({ progress }: { readonly progress: Progress | undefined }) => {
  const text = progressText(progress);
  const share = progressShare(progress);
  return (
    <div class="engine-loading">
      <span>{text}</span>
      {share === undefined ? <progress aria-label={text} /> : <progress aria-label={text} value={share} />}
    </div>
  );
};

/** Ties the badge to what it opens. */
const DETAILS = 'engine-details';

/** Why WebGPU doesn't run, if that is one of the reasons that have a name. */
const whyNotWebGpu = ({ rejected }: BackendReport): string | undefined => {
  const reason = rejected.find(({ name }) => name === 'webgpu')?.reason;
  const known = Object.entries(WEBGPU_REASONS).find(([, words]) => words === reason)?.[0];
  return known && texts.value.engine.why[known as WebGpuReason];
};

/** What it runs on and why not on something faster, the models' version, and whether they could be kept. */
const Details = ({ backend, manifest, storageWarning }: Ready) => {
  const words = texts.value.engine;
  const runs = words.runs[backend.name];
  const others = backend.rejected.filter(({ reason }) => runs !== undefined || !backend.reason.includes(reason));
  return (
    <div id={DETAILS} class="engine-details" popover="auto">
      {runs ? <p>{runs}</p> : <p lang="en">{backend.reason}</p>}
      {others.length > 0 && (
        <ul>
          {others.map(({ name, reason }) => (
            <li key={name}>
              {words.not(words.backend[name])} <span lang="en">{reason}.</span>
            </li>
          ))}
        </ul>
      )}
      {storageWarning && <p lang="en">{storageWarning}</p>}
      <p class="quiet-text">{words.models(manifest.version)}</p>
    </div>
  );
};

/** Which backend runs; a click says why. */
const Badge = ({ ready }: { readonly ready: Ready }) => {
  const { backend } = ready;
  const words = texts.value.engine;
  const why = whyNotWebGpu(backend);
  return (
    <>
      <button type="button" class="engine-badge" data-backend={backend.name} popoverTarget={DETAILS}>
        <span class="visually-hidden">{words.runsOn} </span>
        {words.badge[backend.name]}
        {why && <span class="engine-why">&nbsp;({why})</span>}
      </button>
      <Details {...ready} />
    </>
  );
};

/** The nets: loading, ready on a backend, or failed. */
const Engine = ({ store, actions }: ViewProps) => {
  const { engine } = store.state.value;
  switch (engine.kind) {
    case 'idle':
      return null;
    case 'loading':
      return <Loading progress={engine.progress} />;
    case 'ready':
      return <Badge ready={engine.ready} />;
    case 'failed':
      return (
        <button type="button" class="button" onClick={actions.loadAgain}>
          {texts.value.engine.tryAgain}
        </button>
      );
  }
};

/** The nets, and for those who don't see them the two moments that matter: it begins, and it is done. */
export const EngineView = (props: ViewProps) => {
  const { kind } = props.store.state.value.engine;
  const words = texts.value.engine;
  return (
    <>
      <Engine {...props} />
      <p class="visually-hidden" role="status">
        {kind === 'loading' && words.gettingReady}
        {kind === 'ready' && words.ready}
      </p>
    </>
  );
};
