import { STRICTNESSES } from '../../domain/strictness';
import { texts } from '../../i18n';
import { strictnessChosen } from '../../state/page/transitions';
import type { LiveProps } from './props';

/** Which camera, where there is a choice. */
const Choice = ({ camera, live }: LiveProps) => {
  const choices = camera.choices.value;
  if (choices.length < 2) return null;
  const { camera: t } = texts.value;
  return (
    <select
      class="choice camera-choice"
      aria-label={t.choose}
      value={live.camera.id}
      onChange={({ currentTarget }) => camera.choose(currentTarget.value)}
    >
      {choices.map(({ id, label }, index) => (
        <option key={id} value={id}>
          {label || t.unnamed(index + 1)}
        </option>
      ))}
    </select>
  );
};

/** How much it takes until an attribute stands beside a face. */
const Strictness = ({ store }: LiveProps) => {
  const { strictness: words } = texts.value;
  const choose = (value: string): void => {
    const chosen = STRICTNESSES.find((strictness) => strictness === value);
    if (chosen) store.apply(strictnessChosen, chosen);
  };
  return (
    <select
      class="choice"
      aria-label={words.label}
      value={store.state.value.strictness}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {STRICTNESSES.map((strictness) => (
        <option key={strictness} value={strictness}>
          {words[strictness]}
        </option>
      ))}
    </select>
  );
};

/** How many faces, and how fast. */
const Pace = ({ live, store }: LiveProps) => {
  const { camera: t, photo, number } = texts.value;
  const { isPaused, rate, latencyMs, tracks } = live;
  const isReady = store.state.value.engine.kind === 'ready';
  const pace =
    rate !== undefined && latencyMs !== undefined
      ? t.pace(number(Math.round(rate)), number(Math.round(latencyMs)))
      : '';
  return (
    <p class="camera-facts">
      <span role="status">{isPaused ? t.paused : isReady ? photo.faces(tracks.length) : t.gettingReady}</span>{' '}
      <span class="camera-pace">{isPaused ? '' : pace}</span>
    </p>
  );
};

/** What one can do while pictures come in. */
export const CameraControls = (props: LiveProps) => {
  const { camera, live } = props;
  const { camera: t } = texts.value;
  return (
    <div class="camera-controls">
      <Pace {...props} />
      <button type="button" class="button" onClick={() => camera.setPaused(!live.isPaused)}>
        {live.isPaused ? t.resume : t.pause}
      </button>
      <button
        type="button"
        class="camera-shutter"
        aria-label={t.shutter}
        title={t.shutter}
        onClick={() => camera.takeStill()}
      >
        <span />
      </button>
      <button type="button" class="button" onClick={() => camera.switchOff()}>
        {t.switchOff}
      </button>
      <Choice {...props} />
      <Strictness {...props} />
    </div>
  );
};
