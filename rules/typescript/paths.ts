/** The folder of a path; that of the root is the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** `path`, seen from `folder`, without `.` and `..`. */
export function join(folder: string, path: string): string {
  const parts = path.startsWith("/") ? [] : folder.split("/").filter((part) => part !== "");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  // A drive letter (`C:/…`) is the beginning of an absolute path too.
  return /^[A-Za-z]:$/.test(parts[0] ?? "") ? parts.join("/") : `/${parts.join("/")}`;
}
