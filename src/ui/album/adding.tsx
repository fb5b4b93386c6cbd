import { texts } from '../../i18n';
import type { ImportState } from '../../state/album/state';
import { importDismissed } from '../../state/album/transitions';
import type { AlbumProps } from './props';

/** What happens and how long it will take, in one line. */
const statusOf = (adding: ImportState): string => {
  const { adding: words } = texts.value.album;
  const { phase, done, total, added, faces, millisecondsLeft } = adding;
  if (phase === 'over') return words.over(added, faces);
  if (phase === 'cancelled') return words.cancelled(added, total);
  const more =
    phase === 'paused' ? words.paused : millisecondsLeft === undefined ? words.preparing : words.left(millisecondsLeft);
  return `${words.progress(done, total)}, ${more}`;
};

/** In how many steps progress is read out: every photo would be too much to listen to. */
const SPOKEN_STEPS = 10;

/** What is read out; it changes ten times while photos are added, and when somebody pauses or it is over. */
const spokenStatus = (adding: ImportState): string => {
  const { phase, done, total } = adding;
  if (phase === 'over' || phase === 'cancelled') return statusOf(adding);
  const step = Math.floor((SPOKEN_STEPS * done) / total);
  const { adding: words } = texts.value.album;
  const progress = words.progress(Math.ceil((step * total) / SPOKEN_STEPS), total);
  return phase === 'paused' ? `${progress}, ${words.paused}` : progress;
};

interface FilesProps {
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly reason?: string }[];
}

/** Files that something is to be said about: how many, and on a click their names. */
const Files = ({ title, files }: FilesProps) =>
  files.length === 0 ? null : (
    <details class="album-files">
      <summary>{title}</summary>
      <ul>
        {files.map(({ name, reason }, at) => (
          <li key={`${at}-${name}`}>{reason ?? name}</li>
        ))}
      </ul>
    </details>
  );

const Buttons = ({ album, phase }: Pick<AlbumProps, 'album'> & Pick<ImportState, 'phase'>) => {
  const { adding: words } = texts.value.album;
  if (phase === 'over' || phase === 'cancelled') {
    return (
      <button type="button" class="button" onClick={() => album.apply(importDismissed)}>
        {words.dismiss}
      </button>
    );
  }
  return (
    <>
      <button type="button" class="button" onClick={() => (phase === 'paused' ? album.resume() : album.pause())}>
        {phase === 'paused' ? words.resume : words.pause}
      </button>
      <button type="button" class="button quiet" onClick={() => album.cancel()}>
        {words.cancel}
      </button>
    </>
  );
};

/** Why a file was refused: in English the fault's own words, elsewhere a sentence for the kind of fault. */
const reasonOf = ({ name, message, fault }: ImportState['refused'][number]): string => {
  const sentence = fault && texts.value.faults[fault];
  if (sentence) return `${name}: ${sentence}`;
  // Faults name the file; here it matters in which folder it lies.
  const file = name.split('/').at(-1) ?? name;
  return message.startsWith(file) ? name + message.slice(file.length) : `${name}: ${message}`;
};

/** Photos that are being added: how far, how long, what went wrong. */
export const AlbumAdding = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { adding } = album.state.value;
  if (!adding) return null;
  const { adding: words } = texts.value.album;
  const { phase, done, total, faceless, known, others, refused, problem, current } = adding;
  return (
    <section class="album-adding" aria-label={words.label} data-phase={phase}>
      <p class="visually-hidden" role="status">
        {spokenStatus(adding)}
      </p>
      <div class="album-adding-line">
        <p class="album-adding-status">{statusOf(adding)}</p>
        <Buttons album={album} phase={phase} />
      </div>
      {(phase === 'running' || phase === 'paused') && <progress value={done} max={total} aria-label={words.label} />}
      {phase === 'running' && <p class="quiet-text album-current">{current}</p>}
      <p class="quiet-text">{words.stays}</p>
      {problem && <p role="alert">{reasonOf(problem)}</p>}
      <Files
        title={words.refused(refused.length)}
        files={refused.map((file) => ({ name: file.name, reason: reasonOf(file) }))}
      />
      <Files title={words.others(others.length)} files={others.map((name) => ({ name }))} />
      <Files title={texts.value.album.noFaces(faceless.length)} files={faceless.map((name) => ({ name }))} />
      <Files title={words.known(known.length)} files={known.map((name) => ({ name }))} />
    </section>
  );
};
