import type { Overlay } from '../state/app-state';

const CHOICES: readonly (readonly [Overlay, string])[] = [
  ['none', 'No map'],
  ['response', 'Response map'],
  ['heat', 'Heat map'],
];

interface MapChoiceProps {
  readonly overlay: Overlay;
  readonly onChoose: (overlay: Overlay) => void;
}

/** Which map lies over the photo: one at a time, none at first. */
export const MapChoice = ({ overlay, onChoose }: MapChoiceProps) => (
  <fieldset class="map-choice">
    <legend class="visually-hidden">Map over the photo</legend>
    {CHOICES.map(([value, label]) => (
      <label key={value}>
        <input
          type="radio"
          class="visually-hidden"
          name="map"
          checked={value === overlay}
          onChange={() => onChoose(value)}
        />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
);
