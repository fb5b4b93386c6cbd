import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../../i18n';
import type { OfflineState } from '../../state/offline/offline';
import { amountOf } from '../shared/amount';
import type { ViewProps } from '../shared/view-props';

type StorageProps = Pick<ViewProps, 'offline'>;

const Kept = ({ offline }: StorageProps) => {
  const words = texts.value.offline;
  const { kept } = offline.state.value;
  if (!kept) return <p>{words.keptUnknown}</p>;
  return (
    <>
      <p>
        {words.kept(amountOf(kept.bytes))} {kept.persistent ? words.persistent : words.notPersistent}
      </p>
      {!kept.persistent && (
        <button type="button" class="button" onClick={() => offline.persist()}>
          {words.persist}
        </button>
      )}
    </>
  );
};

/** What this browser lacks, and what that costs. */
const Limits = ({ offline }: StorageProps) => {
  const words = texts.value.offline;
  if (offline.limits.length === 0) return null;
  return (
    <>
      <h3>{words.limitsTitle}</h3>
      <ul class="storage-limits">
        {offline.limits.map((limit) => (
          <li key={limit} data-limit={limit}>
            {words.limits[limit]}
          </li>
        ))}
      </ul>
    </>
  );
};

/** After everything was removed the page still holds what is gone: nothing but a new start is left. */
const Cleared = ({ offline }: StorageProps) => {
  const words = texts.value.offline;
  return (
    <dialog
      class="cleared"
      aria-label={words.title}
      ref={(dialog) => {
        if (dialog && !dialog.open) dialog.showModal();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <p>{words.cleared}</p>
      <button type="button" class="button primary" onClick={() => offline.startAfresh()}>
        {words.startAfresh}
      </button>
    </dialog>
  );
};

/** What is said beside the button. */
const clearingText = (clearing: OfflineState['clearing'], isBusy: boolean): string | undefined => {
  const words = texts.value.offline;
  if (clearing === 'running') return words.clearing;
  if (clearing === 'failed') return words.clearFailed;
  return isBusy ? words.clearBusy : undefined;
};

const Clear = ({ offline }: StorageProps) => {
  const words = texts.value.offline;
  const { clearing } = offline.state.value;
  const question = useRef<HTMLDialogElement>(null);
  const isBusy = offline.isBusy();
  const answer = (sure: boolean) => () => {
    question.current?.close();
    if (sure) void offline.clear();
  };
  return (
    <>
      <p>{words.clearWhy}</p>
      <button
        type="button"
        class="button danger"
        disabled={clearing === 'running' || isBusy}
        onClick={() => question.current?.showModal()}
      >
        {words.clear}
      </button>
      <p role="status">{clearingText(clearing, isBusy)}</p>
      <dialog ref={question} aria-labelledby="clear-sure">
        <p id="clear-sure">{words.clearSure}</p>
        <p>{words.clearWhy}</p>
        <div class="storage-answers">
          <button type="button" class="button danger" onClick={answer(true)}>
            {words.clearYes}
          </button>
          <button type="button" class="button" onClick={answer(false)}>
            {words.clearNo}
          </button>
        </div>
      </dialog>
      {clearing === 'done' && <Cleared offline={offline} />}
    </>
  );
};

/** What is kept on this device, whether it stays, and how to get rid of it. */
export const StorageView = ({ store, offline }: Pick<ViewProps, 'store' | 'offline'>) => {
  const words = texts.value.offline;
  const { place } = store.state.value;
  // Much may have been added since it was last measured.
  useEffect(() => {
    if (place === 'about') void offline.measure();
  }, [place, offline]);
  return (
    <section class="storage" aria-labelledby="storage-title" data-shell={offline.state.value.shell}>
      <h2 id="storage-title">{words.title}</h2>
      <p>{words.shell[offline.state.value.shell]}</p>
      <Kept offline={offline} />
      <Limits offline={offline} />
      <Clear offline={offline} />
    </section>
  );
};
