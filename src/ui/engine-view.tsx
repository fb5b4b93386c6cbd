import type { Ready } from '../domain/analyzer-api';
import type { Progress } from '../domain/progress';
import { texts } from './texts';
import type { ViewProps } from './view-props';
import { progressShare, progressText } from './words';

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

/** Which backend runs; a click says why. */
const Badge = ({ ready }: { readonly ready: Ready }) => {
  const { backend, manifest, storageWarning } = ready;
  const words = texts.value.engine;
  const others = backend.rejected.filter(({ reason }) => !backend.reason.includes(reason));
  return (
    <>
      <button type="button" class="engine-badge" data-backend={backend.name} popoverTarget={DETAILS}>
        <span class="visually-hidden">{words.runsOn} </span>
        {words.badge[backend.name]}
      </button>
      <div id={DETAILS} class="engine-details" popover="auto">
        <p>{backend.reason}</p>
        {others.length > 0 && (
          <ul>
            {others.map(({ name, reason }) => (
              <li key={name}>{words.not(words.backend[name], reason)}</li>
            ))}
          </ul>
        )}
        {storageWarning && <p>{storageWarning}</p>}
        <p class="quiet-text">{words.models(manifest.version)}</p>
      </div>
    </>
  );
};

/** The nets: loading, ready on a backend, or failed. */
export const EngineView = ({ store, actions }: ViewProps) => {
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
