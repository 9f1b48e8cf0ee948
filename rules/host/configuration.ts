/** Files that decide how others are read: which of them count, and where their imports lead. As a glob for whoever watches them. */
export const configurationFiles = "**/{pyproject.toml,package.json,tsconfig*.json,jsconfig*.json,.gitignore}";

/** Whether a file is one of these, by its name. */
export const isConfiguration = (path: string): boolean => /(?:^|\/)(?:pyproject\.toml|package\.json|[jt]sconfig[^/]*\.json|\.gitignore)$/.test(path);
