import { describe } from 'vitest';
import { pathOf, walkThrough } from './walked';
import { startWebKit } from './webkit';

describe('WebKit', () => walkThrough(() => startWebKit(pathOf('MINI_BROWSER_PATH'))));
