/** A project in both languages: faults of several kinds, chains through files, fixes of both sorts, hints, and names beyond the basic plane. */
export const files = {
  "web.py": "from db import load_user\n\n\nasync def handler(name):\n    greeting = \"👋\"; user = load_user(name)\n    return greeting + user[\"name\"]\n",
  "db.py": "import requests\n\n\ndef load_user(name):\n    return fetch(f\"https://users.example/{name}\")\n\n\ndef fetch(url):\n    return requests.get(url).json()\n",
  "pause.py": "import time\nfrom pathlib import Path\n\n\nasync def save(path: Path):\n    if not path.exists():\n        time.sleep(1)\n    path.write_text(\"x\")\n\n\nasync def main():\n    save(Path(\"a\"))\n    late = save(Path(\"b\"))\n    print(\"done\")\n",
  "report.ts": "import { readFileSync } from \"node:fs\";\nimport { digest } from \"./digest.js\";\n\nexport async function report(path: string): Promise<string> {\n  return digest(readFileSync(path, \"utf8\"));\n}\n\nexport async function all(paths: string[]): Promise<void> {\n  for (const path of paths) report(path);\n}\n",
  "digest.js": "import { pbkdf2Sync } from \"node:crypto\";\n\nconst key = (text) => pbkdf2Sync(text, \"salt\", 100_000, 64, \"sha512\");\n\nexport function digest(text) {\n  return key(text).toString(\"hex\");\n}\n\nexport async function both(a, b) {\n  return [digest(a), digest(b)];\n}\n",
} as const;
