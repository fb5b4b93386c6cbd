import { describe, expect, it } from 'vitest';
import { handedOver } from '../../src/media/folder';
import { isLeftOutFolder, leftOutFile } from '../../src/media/left-out';

describe('in a folder', () => {
  it.each(
    '.Trash-1000,.Trashes,.thumbnails,.@__thumb,.git,.Spotlight-V100,@eaDir,#recycle,$RECYCLE.BIN,lost+found,System Volume Information,__MACOSX'.split(
      ',',
    ),
  )('what lies in %s is left out', (name) => expect(isLeftOutFolder(name)).toBe(true));

  it.each(['2024', 'trip', 'Trash', 'Eadir', 'Lost and found'])('what lies in %s is opened', (name) => {
    expect(isLeftOutFolder(name)).toBe(false);
  });

  it.each([
    ['._IMG_1.JPG', 'system'],
    ['.DS_Store', 'system'],
    ['Thumbs.db', 'system'],
    ['IMG_1.jpg.supplemental-metadata.json', 'sidecar'],
    ['IMG_1.xmp', 'sidecar'],
    ['IMG_1.AAE', 'sidecar'],
    ['.IMG_1.HEIC.icloud', 'placeholder'],
  ])('the file %s is left out', (name, why) => expect(leftOutFile(name)).toBe(why));

  it.each(['IMG_1.jpg', 'IMG_1', 'json.png', 'a.heic', 'film.mp4', 'x.cr3'])('the file %s is opened', (name) => {
    expect(leftOutFile(name)).toBeUndefined();
  });
});

/** Files as the dialogue for folders gives them. */
const chosen = (...paths: readonly string[]): File[] =>
  paths.map((path) =>
    Object.defineProperty(new File(['x'], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path }),
  );

describe('a chosen folder', () => {
  it('gives its photos, and not what the system and other programs keep there', () => {
    const sidecars = Array.from({ length: 5000 }, (_, at) => `trip/IMG_${at}.jpg.json`);
    const { files, faults } = handedOver(
      chosen(
        'trip/IMG_1.jpg',
        ...sidecars,
        'trip/.Trash-1000/files/x.jpg',
        'trip/a/@eaDir/IMG.JPG/T.jpg',
        'trip/._a.jpg',
      ),
    );
    expect(files.map(({ path }) => path)).toEqual(['trip/IMG_1.jpg']);
    expect(faults).toEqual([]);
  });

  it('is opened whatever its own name is', () => {
    const { files } = handedOver(chosen('.Trash-1000/x.jpg', '.Trash-1000/info/y.jpg'));
    expect(files).toHaveLength(2);
  });

  it('with nothing but placeholders says where its photos are', () => {
    const { files, faults } = handedOver(chosen('trip/.IMG_1.HEIC.icloud', 'trip/.IMG_2.HEIC.icloud'));
    expect(files).toEqual([]);
    expect(faults).toMatchObject([{ name: 'NotDownloaded' }]);
    expect(faults[0]?.message).toContain('2 photos of the folder trip are only in the cloud');
    expect(faults[0]?.message).toContain('Download them to this device');
  });

  it('with some placeholders opens the rest and says so too', () => {
    const { files, faults } = handedOver(chosen('trip/.IMG_1.HEIC.icloud', 'trip/b.jpg'));
    expect(files).toHaveLength(1);
    expect(faults[0]?.message).toContain('1 photo of the folder trip is only in the cloud');
  });

  it('with nothing but sidecars says that no photo is there', () => {
    const { faults } = handedOver(chosen('trip/a.json', 'trip/b.xmp'));
    expect(faults).toMatchObject([{ name: 'EmptyFolder' }]);
    expect(faults[0]?.message).toContain('only 2 files that describe photos');
  });
});
