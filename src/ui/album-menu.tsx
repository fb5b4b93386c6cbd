import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface MenuProps {
  readonly label: string;
  /** What is read out, where that is more than the label. */
  readonly name?: string;
  /** The lines; given the way to close the menu. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button of the album that opens a list; closes when something else gets the focus, and on Escape. */
export const AlbumMenu = ({ label, name, children }: MenuProps) => {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  return (
    <details
      ref={menu}
      class="album-menu"
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close();
      }}
    >
      <summary class="button" aria-label={name}>
        {label}
      </summary>
      <ul>{children(close)}</ul>
    </details>
  );
};
