"""The languages that come with this package.

Made by scripts/contract.py from openapi/languages.json.
"""

from .language import Language

BUILT_IN: tuple[Language, ...] = (
    Language(
        name="javascript",
        title="JavaScript",
        editor="JavaScript",
        file="solution.js",
        endings=("js", "mjs", "cjs", "jsx"),
        runs="sandbox",
        server=True,
        tests=True,
        template=(
            "// Everyone in this interview edits this text. Run shows the output to all of you.\n"
            "function hello(name) {\n"
            "  return `Hello, ${name}!`;\n"
            "}\n"
            "\n"
            "console.log(hello('world'));\n"
        ),
    ),
    Language(
        name="typescript",
        title="TypeScript",
        editor="TypeScript",
        file="solution.ts",
        endings=("ts", "mts", "cts", "tsx"),
        runs="sandbox",
        server=True,
        tests=True,
        template=(
            "// Everyone in this interview edits this text. Run shows the output to all of you.\n"
            "function hello(name: string): string {\n"
            "  return `Hello, ${name}!`;\n"
            "}\n"
            "\n"
            "console.log(hello('world'));\n"
        ),
    ),
    Language(
        name="python",
        title="Python",
        editor="Python",
        file="solution.py",
        endings=("py",),
        runs="sandbox",
        server=True,
        tests=True,
        template=(
            "# Everyone in this interview edits this text. Run shows the output to all of you.\n"
            "def hello(name):\n"
            '    return f"Hello, {name}!"\n'
            "\n"
            "\n"
            'print(hello("world"))\n'
        ),
    ),
    Language(
        name="sqlite",
        title="SQLite",
        editor="SQLite",
        file="query.sql",
        endings=("sql",),
        runs="sandbox",
        server=True,
        template=(
            "-- Everyone in this interview edits this text. Run shows the output to all of you.\n"
            "SELECT 'Hello, world!' AS greeting;\n"
        ),
    ),
    Language(
        name="postgresql",
        title="PostgreSQL",
        editor="PostgreSQL",
        file="query.sql",
        endings=("sql",),
        template=(
            "-- Everyone in this interview edits this text.\nSELECT 'Hello, world!' AS greeting;\n"
        ),
    ),
    Language(
        name="ruby",
        title="Ruby",
        editor="Ruby",
        file="main.rb",
        endings=("rb",),
        template=(
            "# Everyone in this interview edits this text.\n"
            "def hello(name)\n"
            '  "Hello, #{name}!"\n'
            "end\n"
            "\n"
            "puts hello('world')\n"
        ),
    ),
    Language(
        name="c",
        title="C",
        editor="C",
        file="main.c",
        endings=("c", "h"),
        template=(
            "// Everyone in this interview edits this text.\n"
            "#include <stdio.h>\n"
            "\n"
            "int main(void) {\n"
            '    printf("Hello, world!\\n");\n'
            "    return 0;\n"
            "}\n"
        ),
    ),
    Language(
        name="cpp",
        title="C++",
        editor="C++",
        file="main.cpp",
        endings=("cpp", "cc", "cxx", "hpp", "hh", "hxx", "h"),
        template=(
            "// Everyone in this interview edits this text.\n"
            "#include <iostream>\n"
            "\n"
            "int main() {\n"
            '    std::cout << "Hello, world!\\n";\n'
            "}\n"
        ),
    ),
    Language(
        name="java",
        title="Java",
        editor="Java",
        file="Main.java",
        endings=("java",),
        template=(
            "// Everyone in this interview edits this text.\n"
            "public class Main {\n"
            "    public static void main(String[] args) {\n"
            '        System.out.println("Hello, world!");\n'
            "    }\n"
            "}\n"
        ),
    ),
    Language(
        name="go",
        title="Go",
        editor="Go",
        file="main.go",
        endings=("go",),
        template=(
            "// Everyone in this interview edits this text.\n"
            "package main\n"
            "\n"
            'import "fmt"\n'
            "\n"
            "func main() {\n"
            '\tfmt.Println("Hello, world!")\n'
            "}\n"
        ),
    ),
    Language(
        name="rust",
        title="Rust",
        editor="Rust",
        file="main.rs",
        endings=("rs",),
        template=(
            "// Everyone in this interview edits this text.\n"
            "fn main() {\n"
            '    println!("Hello, world!");\n'
            "}\n"
        ),
    ),
    Language(
        name="csharp",
        title="C#",
        editor="C#",
        file="Program.cs",
        endings=("cs",),
        template=(
            "// Everyone in this interview edits this text.\n"
            "using System;\n"
            "\n"
            'Console.WriteLine("Hello, world!");\n'
        ),
    ),
    Language(
        name="kotlin",
        title="Kotlin",
        editor="Kotlin",
        file="Main.kt",
        endings=("kt", "kts"),
        template=(
            "// Everyone in this interview edits this text.\n"
            "fun main() {\n"
            '    println("Hello, world!")\n'
            "}\n"
        ),
    ),
    Language(
        name="swift",
        title="Swift",
        editor="Swift",
        file="main.swift",
        endings=("swift",),
        template=('// Everyone in this interview edits this text.\nprint("Hello, world!")\n'),
    ),
    Language(
        name="scala",
        title="Scala",
        editor="Scala",
        file="Main.scala",
        endings=("scala", "sc"),
        template=(
            "// Everyone in this interview edits this text.\n"
            "@main def hello(): Unit =\n"
            '  println("Hello, world!")\n'
        ),
    ),
    Language(
        name="php",
        title="PHP",
        editor="PHP",
        file="main.php",
        endings=("php",),
        template=(
            '<?php\n// Everyone in this interview edits this text.\necho "Hello, world!\\n";\n'
        ),
    ),
    Language(
        name="perl",
        title="Perl",
        editor="Perl",
        file="main.pl",
        endings=("pl", "pm"),
        template=(
            "# Everyone in this interview edits this text.\n"
            "use strict;\n"
            "use warnings;\n"
            "\n"
            'print "Hello, world!\\n";\n'
        ),
    ),
    Language(
        name="lua",
        title="Lua",
        editor="Lua",
        file="main.lua",
        endings=("lua",),
        template=('-- Everyone in this interview edits this text.\nprint("Hello, world!")\n'),
    ),
    Language(
        name="r",
        title="R",
        editor="R",
        file="main.R",
        endings=("R", "r"),
        template=('# Everyone in this interview edits this text.\ncat("Hello, world!\\n")\n'),
    ),
    Language(
        name="julia",
        title="Julia",
        editor="Julia",
        file="main.jl",
        endings=("jl",),
        template=('# Everyone in this interview edits this text.\nprintln("Hello, world!")\n'),
    ),
    Language(
        name="haskell",
        title="Haskell",
        editor="Haskell",
        file="Main.hs",
        endings=("hs",),
        template=(
            "-- Everyone in this interview edits this text.\n"
            "main :: IO ()\n"
            'main = putStrLn "Hello, world!"\n'
        ),
    ),
    Language(
        name="shell",
        title="Shell",
        editor="Shell",
        file="main.sh",
        endings=("sh", "bash"),
        template=("# Everyone in this interview edits this text.\necho 'Hello, world!'\n"),
    ),
    Language(
        name="sql",
        title="SQL",
        editor="SQL",
        file="query.sql",
        endings=("sql",),
        template=(
            "-- Everyone in this interview edits this text.\nSELECT 'Hello, world!' AS greeting;\n"
        ),
    ),
    Language(
        name="html",
        title="HTML",
        editor="HTML",
        file="index.html",
        endings=("html", "htm"),
        data=True,
        template=(
            "<!DOCTYPE html>\n"
            "<title>Hello</title>\n"
            "<p>Everyone in this interview edits this text.</p>\n"
        ),
    ),
    Language(
        name="css",
        title="CSS",
        editor="CSS",
        file="style.css",
        endings=("css",),
        data=True,
        template=("/* Everyone in this interview edits this text. */\n"),
    ),
    Language(
        name="json",
        title="JSON",
        editor="JSON",
        file="data.json",
        endings=("json",),
        data=True,
        template=(""),
    ),
    Language(
        name="markdown",
        title="Markdown",
        editor="Markdown",
        file="notes.md",
        endings=("md", "markdown"),
        data=True,
        template=(""),
    ),
    Language(
        name="text",
        title="Plain text",
        editor="none",
        file="notes.txt",
        endings=("txt", "text"),
        data=True,
        template=(""),
    ),
)
