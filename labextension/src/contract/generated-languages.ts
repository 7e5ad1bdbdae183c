// Made by scripts/contract.mjs; change the document and make it again.

/* eslint-disable jupyter/no-untranslated-string -- languages have the same names in every locale */
/** What a file has whose name nobody chose. */
export const MAIN_FILES = {
  javascript: 'solution.js',
  typescript: 'solution.ts',
  python: 'solution.py',
  sqlite: 'query.sql',
  postgresql: 'query.sql',
  ruby: 'main.rb',
  c: 'main.c',
  cpp: 'main.cpp',
  java: 'Main.java',
  go: 'main.go',
  rust: 'main.rs',
  csharp: 'Program.cs',
  kotlin: 'Main.kt',
  swift: 'main.swift',
  scala: 'Main.scala',
  php: 'main.php',
  perl: 'main.pl',
  lua: 'main.lua',
  r: 'main.R',
  julia: 'main.jl',
  haskell: 'Main.hs',
  shell: 'main.sh',
  sql: 'query.sql',
  html: 'index.html',
  css: 'style.css',
  json: 'data.json',
  markdown: 'notes.md',
  text: 'notes.txt'
} as const;

/** What people call each. */
export const TITLES = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
  ruby: 'Ruby',
  c: 'C',
  cpp: 'C++',
  java: 'Java',
  go: 'Go',
  rust: 'Rust',
  csharp: 'C#',
  kotlin: 'Kotlin',
  swift: 'Swift',
  scala: 'Scala',
  php: 'PHP',
  perl: 'Perl',
  lua: 'Lua',
  r: 'R',
  julia: 'Julia',
  haskell: 'Haskell',
  shell: 'Shell',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  json: 'JSON',
  markdown: 'Markdown',
  text: 'Plain text'
} as const;

export const BUILT_IN = [
  {
    name: 'javascript',
    title: 'JavaScript',
    editor: 'JavaScript',
    file: 'solution.js',
    endings: ['js', 'mjs', 'cjs', 'jsx'],
    runs: 'sandbox',
    server: true,
    tests: true,
    template:
      "// Everyone in this interview edits this text. Run shows the output to all of you.\nfunction hello(name) {\n  return `Hello, ${name}!`;\n}\n\nconsole.log(hello('world'));\n"
  },
  {
    name: 'typescript',
    title: 'TypeScript',
    editor: 'TypeScript',
    file: 'solution.ts',
    endings: ['ts', 'mts', 'cts', 'tsx'],
    runs: 'sandbox',
    server: true,
    tests: true,
    template:
      "// Everyone in this interview edits this text. Run shows the output to all of you.\nfunction hello(name: string): string {\n  return `Hello, ${name}!`;\n}\n\nconsole.log(hello('world'));\n"
  },
  {
    name: 'python',
    title: 'Python',
    editor: 'Python',
    file: 'solution.py',
    endings: ['py'],
    runs: 'sandbox',
    server: true,
    tests: true,
    template:
      '# Everyone in this interview edits this text. Run shows the output to all of you.\ndef hello(name):\n    return f"Hello, {name}!"\n\n\nprint(hello("world"))\n'
  },
  {
    name: 'sqlite',
    title: 'SQLite',
    editor: 'SQLite',
    file: 'query.sql',
    endings: ['sql'],
    runs: 'sandbox',
    server: true,
    template:
      "-- Everyone in this interview edits this text. Run shows the output to all of you.\nSELECT 'Hello, world!' AS greeting;\n"
  },
  {
    name: 'postgresql',
    title: 'PostgreSQL',
    editor: 'PostgreSQL',
    file: 'query.sql',
    endings: ['sql'],
    template:
      "-- Everyone in this interview edits this text.\nSELECT 'Hello, world!' AS greeting;\n"
  },
  {
    name: 'ruby',
    title: 'Ruby',
    editor: 'Ruby',
    file: 'main.rb',
    endings: ['rb'],
    template:
      '# Everyone in this interview edits this text.\ndef hello(name)\n  "Hello, #{name}!"\nend\n\nputs hello(\'world\')\n'
  },
  {
    name: 'c',
    title: 'C',
    editor: 'C',
    file: 'main.c',
    endings: ['c', 'h'],
    template:
      '// Everyone in this interview edits this text.\n#include <stdio.h>\n\nint main(void) {\n    printf("Hello, world!\\n");\n    return 0;\n}\n'
  },
  {
    name: 'cpp',
    title: 'C++',
    editor: 'C++',
    file: 'main.cpp',
    endings: ['cpp', 'cc', 'cxx', 'hpp', 'hh', 'hxx', 'h'],
    template:
      '// Everyone in this interview edits this text.\n#include <iostream>\n\nint main() {\n    std::cout << "Hello, world!\\n";\n}\n'
  },
  {
    name: 'java',
    title: 'Java',
    editor: 'Java',
    file: 'Main.java',
    endings: ['java'],
    template:
      '// Everyone in this interview edits this text.\npublic class Main {\n    public static void main(String[] args) {\n        System.out.println("Hello, world!");\n    }\n}\n'
  },
  {
    name: 'go',
    title: 'Go',
    editor: 'Go',
    file: 'main.go',
    endings: ['go'],
    template:
      '// Everyone in this interview edits this text.\npackage main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("Hello, world!")\n}\n'
  },
  {
    name: 'rust',
    title: 'Rust',
    editor: 'Rust',
    file: 'main.rs',
    endings: ['rs'],
    template:
      '// Everyone in this interview edits this text.\nfn main() {\n    println!("Hello, world!");\n}\n'
  },
  {
    name: 'csharp',
    title: 'C#',
    editor: 'C#',
    file: 'Program.cs',
    endings: ['cs'],
    template:
      '// Everyone in this interview edits this text.\nusing System;\n\nConsole.WriteLine("Hello, world!");\n'
  },
  {
    name: 'kotlin',
    title: 'Kotlin',
    editor: 'Kotlin',
    file: 'Main.kt',
    endings: ['kt', 'kts'],
    template:
      '// Everyone in this interview edits this text.\nfun main() {\n    println("Hello, world!")\n}\n'
  },
  {
    name: 'swift',
    title: 'Swift',
    editor: 'Swift',
    file: 'main.swift',
    endings: ['swift'],
    template: '// Everyone in this interview edits this text.\nprint("Hello, world!")\n'
  },
  {
    name: 'scala',
    title: 'Scala',
    editor: 'Scala',
    file: 'Main.scala',
    endings: ['scala', 'sc'],
    template:
      '// Everyone in this interview edits this text.\n@main def hello(): Unit =\n  println("Hello, world!")\n'
  },
  {
    name: 'php',
    title: 'PHP',
    editor: 'PHP',
    file: 'main.php',
    endings: ['php'],
    template: '<?php\n// Everyone in this interview edits this text.\necho "Hello, world!\\n";\n'
  },
  {
    name: 'perl',
    title: 'Perl',
    editor: 'Perl',
    file: 'main.pl',
    endings: ['pl', 'pm'],
    template:
      '# Everyone in this interview edits this text.\nuse strict;\nuse warnings;\n\nprint "Hello, world!\\n";\n'
  },
  {
    name: 'lua',
    title: 'Lua',
    editor: 'Lua',
    file: 'main.lua',
    endings: ['lua'],
    template: '-- Everyone in this interview edits this text.\nprint("Hello, world!")\n'
  },
  {
    name: 'r',
    title: 'R',
    editor: 'R',
    file: 'main.R',
    endings: ['R', 'r'],
    template: '# Everyone in this interview edits this text.\ncat("Hello, world!\\n")\n'
  },
  {
    name: 'julia',
    title: 'Julia',
    editor: 'Julia',
    file: 'main.jl',
    endings: ['jl'],
    template: '# Everyone in this interview edits this text.\nprintln("Hello, world!")\n'
  },
  {
    name: 'haskell',
    title: 'Haskell',
    editor: 'Haskell',
    file: 'Main.hs',
    endings: ['hs'],
    template:
      '-- Everyone in this interview edits this text.\nmain :: IO ()\nmain = putStrLn "Hello, world!"\n'
  },
  {
    name: 'shell',
    title: 'Shell',
    editor: 'Shell',
    file: 'main.sh',
    endings: ['sh', 'bash'],
    template: "# Everyone in this interview edits this text.\necho 'Hello, world!'\n"
  },
  {
    name: 'sql',
    title: 'SQL',
    editor: 'SQL',
    file: 'query.sql',
    endings: ['sql'],
    template:
      "-- Everyone in this interview edits this text.\nSELECT 'Hello, world!' AS greeting;\n"
  },
  {
    name: 'html',
    title: 'HTML',
    editor: 'HTML',
    file: 'index.html',
    endings: ['html', 'htm'],
    data: true,
    template:
      '<!DOCTYPE html>\n<title>Hello</title>\n<p>Everyone in this interview edits this text.</p>\n'
  },
  {
    name: 'css',
    title: 'CSS',
    editor: 'CSS',
    file: 'style.css',
    endings: ['css'],
    data: true,
    template: '/* Everyone in this interview edits this text. */\n'
  },
  {
    name: 'json',
    title: 'JSON',
    editor: 'JSON',
    file: 'data.json',
    endings: ['json'],
    data: true,
    template: ''
  },
  {
    name: 'markdown',
    title: 'Markdown',
    editor: 'Markdown',
    file: 'notes.md',
    endings: ['md', 'markdown'],
    data: true,
    template: ''
  },
  {
    name: 'text',
    title: 'Plain text',
    editor: 'none',
    file: 'notes.txt',
    endings: ['txt', 'text'],
    data: true,
    template: ''
  }
] as const;
