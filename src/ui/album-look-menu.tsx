import { ALBUM_VIEWS, lookChosen, TILE_SIZES } from '../state/album-look';
import { AlbumMenu } from './album-menu';
import type { AlbumProps } from './album-props';
import { texts } from './texts';

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly labels: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

const Choice = <T extends string>({ name, legend, values, chosen, labels, onChoose }: ChoiceProps<T>) => (
  <li>
    <fieldset class="album-look">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          {labels[value]}
        </label>
      ))}
    </fieldset>
  </li>
);

/** Whether a tile is a face or a photo, and how large tiles are. */
export const LookMenu = ({ album }: Pick<AlbumProps, 'album'>) => {
  const words = texts.value.album.look;
  const { view, size } = album.state.value.look;
  return (
    <AlbumMenu label={words.label}>
      {() => (
        <>
          <Choice
            name="album-view"
            legend={words.view}
            values={ALBUM_VIEWS}
            chosen={view}
            labels={words.views}
            onChoose={(chosen) => album.apply(lookChosen, { view: chosen })}
          />
          <Choice
            name="album-size"
            legend={words.size}
            values={TILE_SIZES}
            chosen={size}
            labels={words.sizes}
            onChoose={(chosen) => album.apply(lookChosen, { size: chosen })}
          />
        </>
      )}
    </AlbumMenu>
  );
};
