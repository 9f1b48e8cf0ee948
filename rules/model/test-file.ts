/** Whether a file holds tests, by its name or a folder's. */
export const isTest = (path: string): boolean =>
  /(^|\/)(test_[^/]*\.py|[^/]*_test\.py|conftest\.py)$|\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(tests|__tests__)\/|(^|\/)test\/.*\.[cm]?[jt]sx?$/.test(path);
