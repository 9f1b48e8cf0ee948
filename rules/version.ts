/** The version of this package; a test holds it in step with package.json. */
export const version = "0.1.0";
