/** Something of the browser that the person, or the page around this one, may have forbidden: merely naming it throws. */
export declare const ifAllowed: <T>(read: () => T | undefined) => T | undefined;
