import { useEffect, useRef } from 'preact/hooks';
import type { Store } from '../state/store';
import type { FaceStep } from './face-order';
import { stepFace } from './face-steps';
import { texts } from './texts';

const LINES = [
  ['N P', 'faces'],
  ['Home End', 'ends'],
  ['J K', 'results'],
  ['B', 'album'],
  ['+ −', 'zoom'],
  ['← → ↑ ↓', 'move'],
  ['0', 'all'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

const STEPS: Readonly<Record<string, FaceStep>> = { n: 'next', p: 'previous', Home: 'first', End: 'last' };

/** Where letters are typed. */
const TYPED = 'input:not([type="radio"]), select, textarea, dialog';

/** Where Home and End scroll or choose. */
const OWN_ENDS = '.face-list, .face-buttons, .panel-content';

/** Whether a key is meant for the photo as a whole, wherever in its place the focus is. */
export const isForThePhoto = ({ target, key, defaultPrevented, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
  if (defaultPrevented || ctrlKey || metaKey || altKey) return false;
  if (!(target instanceof Element)) return true;
  return !target.closest(TYPED) && !(key.length > 1 && target.closest(OWN_ENDS));
};

/** The keys of the photo place, wherever in it the focus is, and the list of them. */
export const KeysSheet = ({ store }: { readonly store: Store }) => {
  const sheet = useRef<HTMLDialogElement>(null);
  const { stage } = texts.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (store.state.peek().place !== 'photo' || !isForThePhoto(event)) return;
      const step = STEPS[event.key];
      if (event.key === '?') sheet.current?.showModal();
      else if (step) stepFace(store, step);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store]);
  return (
    <>
      <button type="button" class="keys-open" aria-label={stage.keys} onClick={() => sheet.current?.showModal()}>
        ?
      </button>
      <dialog ref={sheet} class="keys-sheet" aria-label={stage.keysTitle}>
        <h2>{stage.keysTitle}</h2>
        <dl>
          {LINES.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{stage.keysOf[what]}</dd>
            </div>
          ))}
        </dl>
        <button type="button" class="button primary" onClick={() => sheet.current?.close()}>
          {stage.keysDone}
        </button>
      </dialog>
    </>
  );
};
