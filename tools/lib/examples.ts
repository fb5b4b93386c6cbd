/** The photos that the page offers, from the top of the project. */
export const EXAMPLES_FOLDER = 'public/examples';
