import { resolve } from "node:path";

/** An absolute path with `/`, as everything but the operating system wants it. */
export function absolute(path: string, cwd = process.cwd()): string {
  return slashed(resolve(cwd, path));
}

/** The path with `/` where Windows has `\`. */
export const slashed: (path: string) => string = process.platform === "win32" ? (path) => path.replaceAll("\\", "/") : (path) => path;

/** The folder that holds `path`; the root of a disk holds itself. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  const folder = path.slice(0, slash);
  return folder === "" || folder.endsWith(":") ? path.slice(0, slash + 1) : folder;
}

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** `name` in `folder`. */
export const within = (folder: string, name: string): string => (folder.endsWith("/") ? folder + name : `${folder}/${name}`);

/** Whether `path` is `folder` or lies below it. */
export const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(within(folder, ""));
