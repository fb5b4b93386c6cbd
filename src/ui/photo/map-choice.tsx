import { useEffect, useRef } from 'preact/hooks';
import { ATTRIBUTES } from '../../domain/attributes';
import { texts } from '../../i18n';
import type { Overlay } from '../../state/page/app-state';

const CHOICES = ['none', 'response', 'heat', 'face-response'] as const;

interface MapChoiceProps {
  readonly overlay: Overlay;
  /** Without a face there is no map of a face. */
  readonly hasFace: boolean;
  readonly onChoose: (overlay: Overlay) => void;
}

/**
 * Which map lies over the photo: one at a time, none at first. What carries an attribute's score is asked for in its row,
 * and stands here as one more choice while it is shown.
 */
export const MapChoice = ({ overlay, hasFace, onChoose }: MapChoiceProps) => {
  const { maps, attributes } = texts.value;
  const lookedAt = ATTRIBUTES.find((name) => name === overlay);
  const choices: readonly (readonly [Overlay, string])[] = [
    ...CHOICES.filter((name) => hasFace || name !== 'face-response').map((name) => [name, maps[name]] as const),
    ...(hasFace && lookedAt ? [[lookedAt, maps.lookedAt(attributes[lookedAt])] as const] : []),
  ];
  const row = useRef<HTMLFieldSetElement>(null);
  // On a phone the choices are wider than the screen.
  useEffect(() => {
    row.current?.querySelector(':checked + span')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [overlay]);
  return (
    <fieldset class="map-choice" ref={row}>
      <legend class="visually-hidden">{maps.label}</legend>
      {choices.map(([value, label]) => (
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
};
