import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../../tools/lib/photo-files';
import { readRegularFile } from '../../../tools/lib/read-file';

let folder: string;
let root: string;
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-files-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  made += 1;
  root = join(folder, String(made));
  await mkdir(root);
});

/** Writes small files, and the folders that they lie in. */
const write = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), name);
  }
};
const found = async (...paths: readonly string[]) => {
  const { files, faults } = await listFiles(paths.length > 0 ? paths : [root]);
  return {
    names: files.map(({ name }) => name.replace(`${root}/`, '')),
    faults: faults.map(({ message }) => message),
  };
};

describe('folders', () => {
  it('are searched at any depth, in order; a path that does not exist stays to be reported', async () => {
    await write('c.jpg', 'a.jpg', 'b/z.jpg', '.DS_Store');
    const { names } = await found(root, 'not/there.jpg');
    expect(names).toEqual(['a.jpg', 'b/z.jpg', 'c.jpg', 'not/there.jpg']);
  });

  it('give no file that systems, drives and programs keep there', async () => {
    await write('a.jpg', '.Trash-1000/files/x.jpg', '@eaDir/a.jpg/T.jpg', '$RECYCLE.BIN/b.jpg', '._a.jpg', 'a.jpg.xmp');
    expect(await found()).toEqual({ names: ['a.jpg'], faults: [] });
  });

  it('without photos say what is there instead', async () => {
    await write('.IMG_1.HEIC.icloud', '.IMG_2.HEIC.icloud');
    expect((await found()).faults[0]).toContain('2 photos of the folder');
    await write('sub/a.json');
    const { faults } = await found(join(root, 'sub'));
    expect(faults[0]).toContain('only 1 file that describes a photo');
  });

  it('that links lead into again and again give each real file once', async () => {
    await write('a.jpg', 'sub/b.jpg');
    await symlink(root, join(root, 'sub/up'));
    await symlink(join(root, 'sub/self'), join(root, 'sub/self'));
    await symlink(join(root, 'a.jpg'), join(root, 'z.jpg'));
    await link(join(root, 'a.jpg'), join(root, 'y.jpg'));
    expect((await found()).names).toEqual(['a.jpg', 'sub/b.jpg']);
    expect((await found(root, join(root, 'a.jpg'))).names).toEqual(['a.jpg', 'sub/b.jpg']);
  });

  it('give regular files only: no pipes, no devices', async () => {
    await write('a.jpg');
    execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    await symlink('/dev/zero', join(root, 'zero.jpg'));
    expect((await found()).names).toEqual(['a.jpg']);
  });
});

describe('a name', () => {
  it('whose bytes are no UTF-8 is found in a folder and by what it looks like', async () => {
    const path = Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]);
    await writeFile(path, 'x');
    const { files } = await listFiles([root]);
    expect(files[0]?.path).toEqual(path);
    const typed = await listFiles([`${root}/caf\ufffd.jpg`]);
    expect(typed.files[0]?.path).toEqual(path);
    expect(typed.files[0]?.name).toBe(`${root}/caf\ufffd.jpg`);
  });

  it('in another Unicode form is the same name', async () => {
    await write('e\u0301t\u00e9/Re\u0301union.jpg');
    const { names } = await found(join(root, '\u00e9te\u0301/R\u00e9union.jpg'));
    expect(names).toEqual(['e\u0301t\u00e9/Re\u0301union.jpg']);
  });

  it.each(['line\nbreak.jpg', ' spaces .jpg', '-dash.jpg', '日本語 😀.jpg', '"quotes".jpg'])(
    'such as %j works',
    async (name) => {
      await write(name);
      expect((await found()).names).toEqual([name]);
    },
  );
});

describe('reading', () => {
  const read = (path: string) => readRegularFile(path, path, () => undefined).catch((error: Error) => error.message);

  it('gives the whole file, however long its head is', async () => {
    for (const size of [0, 10, 4096, 10_000]) {
      await writeFile(join(root, 'x'), Buffer.alloc(size, 7));
      expect((await readRegularFile(join(root, 'x'), 'x', () => undefined)).length).toBe(size);
    }
  });

  it('refuses what is no regular file, and does not wait for it', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await read(join(root, 'pipe'))).toContain('it is no file but a named pipe');
    await symlink('/dev/zero', join(root, 'zero'));
    expect(await read(join(root, 'zero'))).toContain('it is no file but a device');
    expect(await read(root)).toContain('it is no file but a folder');
    expect(await read(join(root, 'lost'))).toContain('it does not exist');
    await symlink(join(root, 'self'), join(root, 'self'));
    expect(await read(join(root, 'self'))).toContain('leads back to itself');
  });

  it('refuses by the first bytes before the rest is read, and what is larger than any photo', async () => {
    await writeFile(join(root, 'huge'), 'x');
    await truncate(join(root, 'huge'), 2 ** 33);
    await expect(
      readRegularFile(join(root, 'huge'), 'huge', () => {
        throw new Error('no photo');
      }),
    ).rejects.toThrow('no photo');
    expect(await read(join(root, 'huge'))).toContain('larger than 512 MiB');
  });
});
