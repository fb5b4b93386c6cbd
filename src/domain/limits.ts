/** What a browser may lack, or forbid, that Facet does without: each costs what `texts` says of it. */
export const LIMITS = ['insecure', 'tabs', 'settings', 'canvas'] as const;

export type Limit = (typeof LIMITS)[number];
