/** The languages that Evenloop reads, by the editor's names for them. package.json's activationEvents name the same; a test holds them in step. */
export const languageIds = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"] as const;

/** The documents that Evenloop reads: files on disk, for calls are followed from file to file, and what is not saved yet. */
export const documents = languageIds.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme })));
