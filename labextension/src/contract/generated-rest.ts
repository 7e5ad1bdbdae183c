// Made by scripts/contract.mjs; change the document and make it again.
export type components = {
  schemas: {
    Error: {
      /** @description What went wrong and what to do, for a person. */
      error: string;
      code: components['schemas']['ErrorCode'];
    };
    /** @enum {string} */
    ErrorCode:
      | 'invalid_json'
      | 'invalid_utf8'
      | 'invalid_field'
      | 'unknown_field'
      | 'unknown_language'
      | 'unknown_event'
      | 'text_too_long'
      | 'body_too_large'
      | 'unauthenticated'
      | 'invalid_credential'
      | 'xsrf'
      | 'cross_origin'
      | 'forbidden'
      | 'waiting'
      | 'locked'
      | 'not_found'
      | 'method_not_allowed'
      | 'key_reused'
      | 'run_conflict'
      | 'texts_differ'
      | 'attached_elsewhere'
      | 'not_empty'
      | 'submitted'
      | 'incomplete'
      | 'held'
      | 'session_ended'
      | 'rate_limited'
      | 'not_enabled'
      | 'update_refused'
      | 'unavailable'
      | 'storage_full'
      | 'version';
    Health: {
      /** @enum {string} */
      status: 'ok' | 'degraded';
      /**
       * @description Why it is degraded; told to people who are logged in to Jupyter. `not_stored`: the disk does not take
       *     what people type. `damaged`: the database contradicts itself and is not written any more.
       *     `set_aside`: a damaged one was set aside, and what was in it is missing here.
       */
      reasons?: ('not_stored' | 'damaged' | 'set_aside')[];
      /** @description Whether this account may create interviews; told to people who are logged in to Jupyter. */
      mayCreate?: boolean;
    };
    /** @description The name of a language. Those that a server knows are in `openapi/languages.json`, and `languages` of a session names them; another one is refused as `unknown_language`. What is stored may name a language that is not known any more. */
    Language: string;
    /** @enum {string} */
    Role: 'owner' | 'interviewer' | 'candidate' | 'observer';
    /**
     * @description What the caller may do now; clients draw their controls from this.
     * @enum {string}
     */
    Action:
      | 'read'
      | 'edit'
      | 'language'
      | 'files'
      | 'show'
      | 'run'
      | 'stop'
      | 'hand'
      | 'rename'
      | 'invite'
      | 'start'
      | 'admit'
      | 'role'
      | 'lock'
      | 'lower'
      | 'announce'
      | 'questions'
      | 'hidden_tests'
      | 'look_back'
      | 'notes'
      | 'kick'
      | 'unlist'
      | 'export'
      | 'take'
      | 'attach'
      | 'end'
      | 'reopen'
      | 'release'
      | 'hold'
      | 'delete';
    /** @enum {string} */
    RunState:
      | 'running'
      | 'ok'
      | 'error'
      | 'timeout'
      | 'stopped'
      | 'out_of_memory'
      | 'crashed'
      | 'lost';
    /** @enum {string} */
    SessionState: 'draft' | 'live' | 'ended';
    /** Format: date-time */
    Time: string;
    Color: string;
    /** @description A session in a list, for which no document is read. */
    SessionEntry: {
      id: string;
      createdAt: components['schemas']['Time'];
      /** @description Text of the file that is shown, if it was asked for. */
      code?: string;
      language: components['schemas']['Language'];
      title: string;
      state: components['schemas']['SessionState'];
      endedAt: components['schemas']['Time'] | null;
      epoch: number;
      languages: components['schemas']['Language'][];
      role: components['schemas']['Role'];
      actions: components['schemas']['Action'][];
      /** @description Comes with `code`. */
      damaged?: boolean;
      /** @description With `order=activity`, if you are in: when it was edited or run last, within some seconds, or else was made. */
      lastActiveAt?: components['schemas']['Time'];
      group: string | null;
      copiedFrom: components['schemas']['CopiedFrom'] | null;
      releasedUntil: components['schemas']['Time'] | null;
      heldSince: components['schemas']['Time'] | null;
    } & components['schemas']['SettingsTold'];
    Session: {
      id: string;
      createdAt: components['schemas']['Time'];
      /** @description Text of the file that is shown. */
      code: string;
      language: components['schemas']['Language'];
      title: string;
      state: components['schemas']['SessionState'];
      endedAt: components['schemas']['Time'] | null;
      /** @description Goes up when the document was rebuilt; a copy of another epoch must not be merged. */
      epoch: number;
      languages: components['schemas']['Language'][];
      role: components['schemas']['Role'];
      actions: components['schemas']['Action'][];
      /** @description Something in the stored record cannot be read; everything else is here. Told to owner and interviewers only. */
      damaged: boolean;
      /** @description The class it belongs to. Told to owner and interviewers only. */
      group: string | null;
      /** @description The moment of another session with which it began. Told to owner and interviewers only. */
      copiedFrom: components['schemas']['CopiedFrom'] | null;
      /** @description Until when candidates may fetch their copy, which may be over. Null if it was not released, and for observers. */
      releasedUntil: components['schemas']['Time'] | null;
      /** @description Since when it is on hold and nothing deletes it. Told to owner and interviewers only. */
      heldSince: components['schemas']['Time'] | null;
    } & components['schemas']['SettingsTold'];
    Hold: {
      since: components['schemas']['Time'];
    };
    NewRelease: {
      /**
       * Format: date-time
       * @description With its offset from UTC, at most 366 days from now. By default in 30 days. Not later than this server keeps the session by itself (`retention_days`), which is the default if that is sooner; a session on hold it keeps.
       */
      until?: string | null;
    };
    Release: {
      until: components['schemas']['Time'];
    };
    NewAttachment: {
      /** @description As Jupyter's file browser has it. */
      path: string;
      /** @description A code cell of a notebook. */
      cellId?: string | null;
      /**
       * @description Whose text stays where both have one.
       * @enum {string|null}
       */
      keep?: 'interview' | 'file' | null;
    };
    Attachment: {
      path: string;
      cellId: string | null;
      /** @description The id of the interview's file whose text it is. */
      file: string;
      /** @description In which it is written. */
      language: components['schemas']['Language'];
    };
    /** @enum {string} */
    SignalKind: 'insert' | 'away';
    /**
     * @description How text came: pasted, dropped, read from a file, by undo or redo, completed, as a copy that was restored, by dictation or
     *     another way of typing much in one go, or in a way that the browser cannot name. Or how they were away:
     *     the page was hidden, or another window had the keys.
     * @enum {string}
     */
    SignalHow:
      | 'paste'
      | 'drop'
      | 'file'
      | 'undo'
      | 'redo'
      | 'completion'
      | 'restore'
      | 'dictation'
      | 'other'
      | 'hidden'
      | 'unfocused';
    /**
     * @description Whether the text was found in this interview, as far as the browser can tell.
     * @enum {string}
     */
    SignalSource: 'interview' | 'outside';
    /** @description What was noted of somebody, as their browser has reported it, and what they say of it. */
    Signal: {
      id: string;
      /** @description Whom it is about. */
      user: components['schemas']['Author'];
      kind: components['schemas']['SignalKind'];
      how: components['schemas']['SignalHow'];
      /** @description The id of the file into which text came. */
      file: string | null;
      /** @description UTF-16 units that came. */
      characters: number;
      lines: number;
      /** @description Null where the browser did not look. */
      source: components['schemas']['SignalSource'] | null;
      /** @description How long they were away. */
      seconds: number;
      at: components['schemas']['Time'];
      answer: components['schemas']['SignalAnswer'] | null;
    };
    /** @description What somebody says of what was noted of them. */
    SignalAnswer: {
      /** @description Empty when they have only said that it is from AI. */
      text: string;
      fromAi: boolean;
      at: components['schemas']['Time'];
    };
    NewSignalAnswer: {
      /** @description One line, by the rules of names and titles, or nothing. */
      text: string;
      /**
       * @description What came is from AI. Of an `insert` only.
       * @default false
       */
      fromAi?: boolean;
    };
    NewAnnouncement: {
      /** @description One line, by the rules of names and titles. */
      text: string;
    };
    /** @description What a host has told everybody. */
    Announcement: {
      text: string;
      /** @description Who said it, as they were called then. Null if they have not joined. */
      user: components['schemas']['Author'] | null;
      at: components['schemas']['Time'];
    };
    AttachmentState: {
      attachment: components['schemas']['Attachment'] | null;
      possible: boolean;
    };
    NewSession: {
      /** @default javascript */
      language?: components['schemas']['Language'];
      /**
       * @description The panel shows the default in the language of its reader.
       * @default Untitled interview
       */
      title?: string;
      /** @description Starter code of `language`, instead of its template. At most 262,144 bytes of UTF-8. */
      code?: string;
      files?: components['schemas']['StartingFiles'];
      /**
       * @default live
       * @enum {string}
       */
      state?: 'live' | 'draft';
      /** @description The class it belongs to. */
      group?: string;
      questions?: components['schemas']['ChosenQuestions'];
    } & components['schemas']['SettingsInitial'];
    /** @description Questions of banks that it begins with, each as a copy. Nothing is made if one of them cannot be had. */
    ChosenQuestions: components['schemas']['ChosenQuestion'][];
    ChosenQuestion: {
      bank: string;
      name: string;
    };
    NewCopy: {
      /** @description Without it, the title of the copied one with "(copy)" behind. */
      title?: string;
      /**
       * @description Without it, `draft` for the copy of a draft or of a moment, `live` for any other.
       * @enum {string}
       */
      state?: 'live' | 'draft';
      /** @description The moment that is copied, instead of the present. For the people who hold the interview. */
      at?: components['schemas']['When'];
    };
    /** @description A moment of a session: a place in its log, the number of an entry, or the time since it became live as people read it, `12:31` or `1:02:03`. The last entry up to the end of that second is meant. */
    When: string;
    /** @description The moment of another session with which a session began. It may be gone by now. */
    CopiedFrom: {
      /** @description The id of the other session. */
      session: string;
      at: components['schemas']['Place'];
    };
    NewClass: {
      name: string;
      /** @description At most 200 names, all of them different. */
      csv: string;
      /** @default javascript */
      language?: components['schemas']['Language'];
      /** @description Starter code of `language`, instead of its template, for each. At most 262,144 bytes of UTF-8. */
      code?: string;
      files?: components['schemas']['StartingFiles'];
      /**
       * @description Seconds that the links work.
       * @default 604800
       */
      expiresIn?: number;
      questions?: components['schemas']['ChosenQuestions'];
    } & components['schemas']['SettingsInitial'];
    Class: {
      name: string;
      sessions: number;
    };
    ClassLinks: {
      name: string;
      links: {
        name: string;
        sessionId: string;
        inviteId: string;
        /** Format: uri */
        url: string;
      }[];
      /** @description The table that was sent, with the columns interview and link behind its own. What a spreadsheet would take for a formula has an apostrophe before it. */
      csv: string;
      /** @description The heads of the columns that the names were taken from: one, two for first and last names, or none. */
      nameColumns: string[];
    };
    ActivityList: {
      /** @description Now, by the server. */
      at: components['schemas']['Time'];
      sessions: components['schemas']['Activity'][];
    };
    Activity: {
      id: string;
      title: string;
      group: string | null;
      language: components['schemas']['Language'];
      state: components['schemas']['SessionState'];
      createdAt: components['schemas']['Time'];
      people: components['schemas']['User'][];
      lastEditAt: components['schemas']['Time'] | null;
      lastRun: {
        state: components['schemas']['RunState'];
        at: components['schemas']['Time'];
        /** @description How many tests it had results of. */
        tests: number;
        /** @description How many of them passed. */
        passed: number;
      } | null;
      /** @description When they last edited, ran, or began tests of a question; null when nothing was done yet. */
      lastActiveAt: components['schemas']['Time'] | null;
      /** @description Since when the first raised hand is up. */
      handRaisedAt: components['schemas']['Time'] | null;
      tests: components['schemas']['ActivityTests'];
    };
    /** @description How the newest checks of questions have gone, whoever ran them. A side of which nothing was run is null. */
    ActivityTests: {
      visible: components['schemas']['PassedTests'] | null;
      hidden: components['schemas']['PassedTests'] | null;
    };
    /** @description Of how many tests how many passed. */
    PassedTests: {
      passed: number;
      total: number;
    };
    SessionChange: {
      title?: string;
      state?: components['schemas']['SessionState'];
    } & components['schemas']['SettingsAsked'];
    UserChange: {
      role?: components['schemas']['GivenRole'];
      /**
       * @description Let them in.
       * @constant
       */
      admitted?: true;
      /** @description Your own hand, up or down; or false for a hand of somebody else, if you hold the interview. */
      hand?: boolean;
      /** @description Your own name, by the rules of `userName` of Join; alone. */
      name?: string;
      /**
       * @description Take somebody who is away off the list of people, also after the end. They are on it again when they come; their link and their secret go on working.
       * @constant
       */
      listed?: false;
    };
    /** @enum {string} */
    GivenRole: 'interviewer' | 'candidate' | 'observer';
    Join: {
      /** @description NFC, 1 to 64 characters that can be seen: no control or direction characters, and of those that are not seen only what scripts and emoji need. If somebody here has a name that looks like it, `user.name` in the answer is this name with a number behind it. */
      userName: string;
      /** @description The secret of an invite link. */
      invite?: string;
      color?: components['schemas']['Color'];
      /**
       * @description With a Jupyter identity: nobody chose `userName`, so whoever has joined already keeps the name they have.
       * @default false
       */
      keepName?: boolean;
      /** @description With a Jupyter identity: the `id` of the user as whom you joined before, who is called `userName` from now on. */
      participant?: string;
    };
    Joined: {
      session: components['schemas']['Session'];
      user: components['schemas']['User'];
      /** @description Only for a guest, only here. */
      secret?: string;
    };
    Leave: {
      userId: string;
    };
    User: {
      id: string;
      name: string;
      color: components['schemas']['Color'];
      role: components['schemas']['Role'];
      /**
       * @description `user` has a Jupyter identity, `guest` came by link.
       * @enum {string}
       */
      kind: 'user' | 'guest';
      /** @description Has an open connection now. */
      online: boolean;
      /** @description Has joined and was not let in yet. */
      waiting: boolean;
      /** @description Since when their hand is up. */
      handRaisedAt: components['schemas']['Time'] | null;
    };
    ParticipantExport: {
      session: {
        id: string;
        title: string;
      };
      participant: {
        id: string;
        name: string;
        color: components['schemas']['Color'];
        role: components['schemas']['Role'];
        /** @enum {string} */
        kind: 'user' | 'guest';
        /** @description Of whom on this server; null for a guest. */
        identity: string | null;
        joinedAt: components['schemas']['Time'];
        leftAt: components['schemas']['Time'] | null;
        /** @description Yjs client ids they typed under. */
        clientIds: number[];
      };
      /** @description The link that gave them their role. */
      invite: components['schemas']['Invite'] | null;
      /** @description All links by which they came. */
      invites: components['schemas']['Invite'][];
      /** @description Joining, leaving, what was done with files, and the like. */
      events: {
        at: components['schemas']['Time'];
        kind: string;
        payload: Record<string, never> | null;
      }[];
      edits: {
        at: components['schemas']['Time'];
        /** @description When it was made by its author's word, if that was offline. */
        madeAt: components['schemas']['Time'] | null;
        /** @description The ids of the files. */
        files: string[];
        /** @description Of these files. */
        languages: components['schemas']['Language'][];
        /** @description What was typed, piece by piece. */
        inserted: string[];
        /** @description How many UTF-16 units were deleted. */
        deletedUnits: number;
      }[];
      runs: components['schemas']['Run'][];
      /** @description What hosts have written about the interview. Absent unless the owner asked for it. */
      remarks?: {
        /** @description A sentence for whoever hands it on. */
        readBeforeSending: string;
        /** @description Whether the owner had submitted. Otherwise there is nothing of others. */
        isReaderDone: boolean;
        /** @description In an order that says nothing of whose they are. Nothing is added up, and no draft is among them. */
        sheets: components['schemas']['Sheet'][];
      };
    };
    Code: {
      /** @description At most 262,144 bytes of UTF-8. */
      code: string;
    };
    LanguageChoice: {
      language: components['schemas']['Language'];
    };
    ReportedResult: {
      output: string;
      error?: string | null;
      /** @description Ignored; the server stamps the time. */
      timestamp?: string;
    };
    RunRequest: {
      code: string;
      language: components['schemas']['Language'];
      /** @description All of the input, then the end. */
      stdin?: string;
      tests?: components['schemas']['TestCase'][];
      /** @description What the program can import and read. `code` is the file `solution.py`, `.js` or `.ts`; of a file with that name among these only `code` counts. At most 20 together, and 256 KiB of text. */
      files?: components['schemas']['ProgramFile'][];
      /** @description Of the file that is run, if it is not `solution.py`, `.js` or `.ts`. */
      name?: string;
      /**
       * Format: byte
       * @description Of the document from which the texts were read.
       */
      stateVector?: string;
    };
    /** @description A file of an interview. Its text is the root `file:<id>` of the document, or the root `<id>` if the id begins with `code:`. */
    File: {
      id: string;
      /** @description With folders before it, as in `ProgramFile`. */
      name: string;
      /** @description What its name says it is written in. Null for data, which is not run. */
      language: components['schemas']['Language'] | null;
    };
    /** @description The files to begin with, instead of `code`. The first one in `language` is shown, or the first program if no language is given; there must be one. Together they may have at most 262,144 bytes of UTF-8. */
    StartingFiles: components['schemas']['ProgramFile'][];
    NewFile: {
      name: string;
      /** @default  */
      text?: string;
    };
    FileChange: {
      /**
       * @description Bring it back. If its name is taken it gets a number.
       * @enum {boolean}
       */
      removed?: false;
      name?: string;
      text?: string;
      /** @description How many files are before it. */
      place?: number;
      /** @description Run this file, whichever is looked at; or no longer. */
      entry?: boolean;
      /**
       * @description Show it to everybody.
       * @enum {boolean}
       */
      shown?: true;
    };
    FileWithText: components['schemas']['File'] & {
      text: string;
    };
    FilesWithTexts: {
      files: components['schemas']['FileWithText'][];
      removed: components['schemas']['File'][];
      /** @description As in `Folder`. */
      shown: string;
      /** @description As in `Folder`. */
      entry: string | null;
    };
    /** @description The files of an interview, in the order in which they are shown. */
    Folder: {
      files: components['schemas']['File'][];
      /** @description Files that were removed, the newest last. They can be brought back. */
      removed: components['schemas']['File'][];
      /** @description The id of the file that was shown to everybody last. Each person may look at another one. */
      shown: string;
      /** @description The id of the file that is run, whichever is looked at. Null: the one that is looked at is run. */
      entry: string | null;
    };
    /** @description What a run ran, as its browser says, or as this server was given it. */
    Program: {
      /** @description The file that was run. */
      name: string;
      /** @description That file and the others that it could read. */
      files: components['schemas']['HashedFile'][];
      /**
       * Format: byte
       * @description The Yjs state vector of the document from which the texts were read, in base64. Null where it is not known.
       */
      stateVector: string | null;
    };
    HashedFile: {
      name: string;
      /** @description Of its text in UTF-8. */
      sha256: string;
    };
    /** @description A file that a program can import or read. */
    ProgramFile: {
      /** @description A name, or names of folders before it with `/` between them. Each has at most 100 characters, none of them unseen, a backslash or one of `: * ? " < > |`, does not end with a dot, and has no blank at either end. */
      name: string;
      text: string;
    };
    ExecutionResult: {
      output: string;
      error: string | null;
      timestamp: components['schemas']['Time'];
      run: components['schemas']['Run'];
    };
    Run: {
      id: string;
      user: components['schemas']['Author'] | null;
      language: components['schemas']['Language'];
      /** @description `lost`: the browser that ran it went away before it told the end. */
      state: components['schemas']['RunState'];
      /**
       * @description `browser` streamed from a participant's sandbox and is what that browser says, `reported` came whole over `execute`, `server` was run by this server.
       * @enum {string}
       */
      source: 'browser' | 'reported' | 'server';
      startedAt: components['schemas']['Time'];
      endedAt: components['schemas']['Time'] | null;
      durationMs: number | null;
      outputs: components['schemas']['Output'][];
      error: string | null;
      truncated: boolean;
      /** @description Made without a connection; then `startedAt` and `endedAt` are by its author's word. */
      offline: boolean;
      /** @description Results of the tests that the run carried; none when it did not end well. */
      tests: components['schemas']['TestResult'][];
      /** @description Null for a run that came whole, for those of older versions, and for older runs in `welcome` when what it tells would be too long. */
      program: components['schemas']['Program'] | null;
      /** @description Who stopped it, if that was somebody else than who ran it. */
      stoppedBy?: components['schemas']['Author'] | null;
    };
    /** @description An expression that sees the names of the program, evaluated after it ended well, and one that stands by itself and gives what is expected. */
    TestCase: {
      name: string;
      expression: string;
      expected: string;
    };
    TestResult: {
      name: string;
      passed: boolean;
      /** @description The value as the language prints it. */
      expected: string;
      /** @description The value, or the error that was raised instead, or why there is neither. */
      got: string;
      ms: number;
      /**
       * @description How the test went. `error`: there is no value that could be compared. Absent of a run that an older version has made.
       * @enum {string}
       */
      status?: 'passed' | 'failed' | 'error' | 'timeout' | 'out_of_memory' | 'crashed' | 'not_run';
      /** @description What the two values do not say, if there is anything. */
      message?: string;
    };
    /** @description What the banks of a server have, and what is wrong with them. */
    QuestionList: {
      questions: components['schemas']['ListedQuestion'][];
      /** @description A sentence each, with the bank, the file and its line. */
      problems: string[];
      /** @description The bank into which questions of interviews can be kept; absent where there is none. */
      keeps?: string;
      /** @description Banks that you have uploaded, with those that cannot be used; absent where this server takes none. */
      uploads?: string[];
    };
    /** @description A question of a bank, in a list. */
    ListedQuestion: {
      bank: string;
      /** @description Its folder in the bank. */
      name: string;
      title: string;
      kind: string;
      level: string;
      minutes: number;
      languages: components['schemas']['Language'][];
      tags: string[];
      license: string;
      /** @description How many visible tests it has. */
      visible: number;
      /** @description How many hidden ones. */
      hidden: number;
    };
    /** @description A question as its bank has it. It has no id yet. */
    BankQuestion: {
      question: components['schemas']['Question'];
      side: components['schemas']['PrivateSide'];
    };
    /** @description The questions of an interview as the caller may know them. */
    SessionQuestions: {
      questions: components['schemas']['Question'][];
      /** @description For the people who hold the interview. None for others. */
      sides: components['schemas']['PrivateSide'][];
    };
    /**
     * @description Where the starter goes if there is a text already.
     * @enum {string}
     */
    Into: 'new' | 'replace' | 'below';
    QuestionOfBank: {
      bank: string;
      name: string;
      /** @description Whose starter is put into the files. Without it the language that is shown, if the question has it. */
      language?: components['schemas']['Language'];
      into?: components['schemas']['Into'];
    };
    QuestionOfHost: {
      written: components['schemas']['WrittenQuestion'];
      language?: components['schemas']['Language'];
      into?: components['schemas']['Into'];
    };
    /**
     * @description A question that somebody writes down in an interview. It is read as the files of a bank are, and what is wrong
     *     with a test is said with its row, the first of which is 1. None of its files may have more than 262,144 bytes.
     */
    WrittenQuestion: {
      title: string;
      /** @description In Markdown. */
      statement: string;
      language: components['schemas']['Language'];
      /** @description What the candidate begins with; may be empty. */
      starter: string;
      cases: components['schemas']['WrittenCase'][];
    };
    /** @description A call of a function, and what it returns. */
    WrittenCase: {
      name: string;
      /** @description The name of the function in snake_case. */
      call: string;
      /** @description Values as in `tests.yaml`. */
      args: unknown[];
      /** @description A value. */
      returns: unknown;
      /** @description Candidates never see it. */
      hidden: boolean;
    };
    KeptQuestion: {
      /** @description The bank for such questions, to be sure which it is. */
      bank?: string;
      written: components['schemas']['WrittenQuestion'];
    };
    NewCheck: {
      /** @description Its id in the interview. */
      question: string;
      /** @description The hidden tests. */
      hidden: boolean;
      /** @description The id of the file that is tested; the one that is shown if it is missing. */
      file?: string;
      /** @description The indexes of tests of that side. All of them if there is none. */
      cases?: number[];
      /** @description Of the client's choice, or of the server's. */
      checkId?: string;
      /** @description Hosts alone: the texts of this place are run, and `file` is the one that was shown then if it is missing. Only hosts are told of such a check. */
      at?: components['schemas']['Place'];
    };
    /** @description A question of an interview, as everybody in it may know it. It is a copy: what its bank says later changes nothing. */
    Question: {
      /** @description In this interview. */
      id: string;
      /** @description The bank it is from. Null for one that was written in the interview. */
      bank: string | null;
      /** @description Its folder in the bank. */
      name: string;
      /** @description A SHA-256 over the names and bytes of its files, in hexadecimal. */
      digest: string;
      /** @description The git commit that is checked out in the repository of the bank, if the question is in it. */
      commit: string | null;
      /**
       * @description Whether its files are others than in that commit.
       * @default false
       */
      changed?: boolean;
      title: string;
      kind: string;
      level: string;
      minutes: number;
      languages: components['schemas']['Language'][];
      tags: string[];
      license: string;
      authors: string[];
      source: string;
      /** @description In Markdown. */
      statement: string;
      /** @description By language, what the candidate begins with. */
      starters: {
        [key: string]: components['schemas']['ProgramFile'][];
      };
      /** @description Files for programs in all languages. */
      data: components['schemas']['ProgramFile'][];
      /** @description The visible tests, as `jupyter_interview/questions/case_json.py` writes them. */
      cases: {
        [key: string]: unknown;
      }[];
      /** @description By language, functions whose names are not those of the cases in the way of the language. */
      names: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /** @description The limit of a case that has none of its own. */
      seconds: number;
    };
    /** @description What nobody but the hosts may know of a question. */
    PrivateSide: {
      question: string;
      /**
       * @description What others learn of hidden tests.
       * @enum {string}
       */
      show: 'nothing' | 'counts' | 'names';
      /** @description The hidden tests, like the visible ones. */
      cases: {
        [key: string]: unknown;
      }[];
      /**
       * @description Files with test code by their names, of which some hidden tests are.
       * @default {}
       */
      outside?: {
        [key: string]: string;
      };
      /** @description Programs by language. */
      solutions: {
        [key: string]: string;
      };
      rubric: components['schemas']['Criterion'][];
      /** @description In Markdown. */
      notes: string;
    };
    /** @description One thing that interviewers look at. */
    Criterion: {
      name: string;
      /** @description From the lowest to the highest. */
      levels: string[];
    };
    /** @description How a case went. Long values are cut, to be shown and for nothing else. */
    CaseResult: {
      /** @description Among the cases of its side of the question. */
      index: number;
      name: string;
      /** @enum {string} */
      status: 'passed' | 'failed' | 'error' | 'timeout' | 'out_of_memory' | 'crashed' | 'not_run';
      expected: string;
      got: string;
      message: string;
      ms: number;
    };
    /** @description A program is run against the tests of a question. */
    Check: {
      id: string;
      question: string;
      /** @description These are the hidden tests. Only hosts know of such a check. */
      hidden: boolean;
      user: components['schemas']['Author'] | null;
      language: components['schemas']['Language'];
      /**
       * @description `browser` is what a participant's browser says.
       * @enum {string}
       */
      source: 'browser' | 'server';
      /** @description The name of the file that is tested. */
      file: string | null;
      /** @enum {string} */
      state: 'running' | 'ended' | 'stopped' | 'lost';
      startedAt: components['schemas']['Time'];
      endedAt: components['schemas']['Time'] | null;
      /** @description Cases that were to be run. */
      total: number;
      /** @description In the order in which they were known. */
      results: components['schemas']['CaseResult'][];
      passed: number;
      points: number;
      /** @description The points of all cases that were to be run. */
      of: number;
      /** @description The place whose texts were run. Absent where it was the texts as they were when it began. Only hosts know of a check that has it. */
      at?: components['schemas']['Place'];
    };
    /** @description A place in the log of a session: the number of an entry, and its microsecond, by which a log that was put back from a copy is noticed. */
    Place: string;
    /** @description Something that has happened in a session, whose texts as they were then can be looked at. */
    Moment: {
      at: components['schemas']['Place'];
      time: components['schemas']['Time'];
      /**
       * @description A run or a check that began; the session was ended or went on.
       * @enum {string}
       */
      kind: 'run' | 'check' | 'ended' | 'reopened';
      /** @description Among those of its kind. */
      number: number;
      /** @description Whose doing it was. */
      user: components['schemas']['Author'] | null;
    };
    MomentList: {
      /** @description The newest 200, oldest first. */
      moments: components['schemas']['Moment'][];
    };
    /** @description What somebody who holds a session may read of the remarks on it. */
    Remarks: {
      /** @description What is rated now. The rubrics of the questions that are loaded; where none has one, a general one. */
      rubric: components['schemas']['RubricCriterion'][];
      mine: components['schemas']['Sheet'];
      /** @description Those of others who have submitted or shared something, in no order of merit. Absent before one has submitted. */
      others?: components['schemas']['Sheet'][];
    };
    /** @description One thing that interviewers look at, and where it comes from. */
    RubricCriterion: {
      /** @description `general.1` and so on are those of the general rubric. */
      id: string;
      /** @description The title of the question that has it. */
      question: string | null;
      name: string;
      /** @description From the lowest to the highest. */
      levels: string[];
    };
    /** @description The remarks of one person. */
    Sheet: {
      /** @description As they were called when they submitted; one's own as it is now. Empty in the export of a person. */
      name: string;
      /** @description In the order of their moments. */
      notes: components['schemas']['Note'][];
      /** @description In the order of the rubric. */
      scores: components['schemas']['Score'][];
      /** @description Null before it is submitted. */
      recommendation: components['schemas']['Recommendation'] | null;
      /** @description Oldest first. */
      corrections: components['schemas']['Correction'][];
    };
    Note: {
      id: string;
      /** @description Empty for a bookmark. */
      text: string;
      /** @description The newest entry of the log at its moment; `0:0` if there was none. */
      at: components['schemas']['Place'];
      /** @description Its moment. */
      time: components['schemas']['Time'];
      /** @description Whether it was shared by itself, before a submission or after. */
      shared: boolean;
      /** @description Whether it was submitted or shared, and so stays as it is. */
      final: boolean;
    };
    Score: {
      /** @description As it was when it was rated. */
      criterion: components['schemas']['RubricCriterion'];
      /** @description From the lowest, 1. Null: not seen, which is no low level. */
      level: number | null;
      /** @description Where it was seen. */
      moments: components['schemas']['Place'][];
      why: string;
    };
    Recommendation: {
      answer: components['schemas']['OverallAnswer'];
      why: string;
      /** @description When it was submitted. */
      time: components['schemas']['Time'];
    };
    /** @enum {string} */
    OverallAnswer: 'strong_no' | 'no' | 'yes' | 'strong_yes' | 'no_answer';
    /** @description A later thought about a score, a note, or else the overall answer. */
    Correction: {
      id: string;
      reason: string;
      time: components['schemas']['Time'];
      /** @description The id of the criterion whose score it is about. */
      criterion?: string;
      /** @description The id of the note that it is about. */
      note?: string;
      /** @description With a criterion, what it is by now; not seen, if absent. */
      level?: number | null;
      /** @description Without criterion and note, what it is by now. */
      answer?: components['schemas']['OverallAnswer'];
      /** @description With a note, what it should say. */
      text?: string;
    };
    NewNote: {
      /**
       * @description In Markdown. Nothing is a bookmark.
       * @default
       */
      text?: string;
      /**
       * @description How long ago its moment was.
       * @default 0
       */
      ageMs?: number;
      /** @description A place in the log that is its moment, instead of `ageMs`. */
      at?: components['schemas']['Place'];
      /**
       * @description Share it now, without submitting. Others read it once they have submitted.
       * @default false
       */
      shared?: boolean;
    };
    NewScore: {
      /** @description Null where nothing of it was seen. */
      level: number | null;
      /** @default [] */
      moments?: components['schemas']['Place'][];
      /** @default  */
      why?: string;
    };
    NewRecommendation: {
      answer: components['schemas']['OverallAnswer'];
      /** @default  */
      why?: string;
    };
    /** @description Of a score (`criterion`, `level`), of a note (`note`, `text`), or of the overall answer (`answer`). */
    NewCorrection: {
      reason: string;
      criterion?: string;
      level?: number | null;
      note?: string;
      text?: string;
      answer?: components['schemas']['OverallAnswer'];
    };
    /** @description The files of a session with their texts as they were at a place in its log. */
    TextsThen: {
      at: components['schemas']['Place'];
      time: components['schemas']['Time'];
      /** @description Those that were there then. */
      files: components['schemas']['FileWithText'][];
      /** @description The id of the file that was shown to everybody then. */
      shown: string;
    };
    /** @description What everybody may know of a run of hidden tests, where the question says so. */
    HiddenResult: {
      question: string;
      passed: number;
      total: number;
      /** @description The names, where the question tells them; otherwise none. */
      cases: components['schemas']['NamedVerdict'][];
      at: components['schemas']['Time'];
    };
    /** @description What the text of a file was at one place of the log. */
    SealedText: {
      /** @description Its id. */
      file: string;
      /** @description Of the text in UTF-8, in hexadecimal. */
      sha256: string;
    };
    /** @description What is said of help by AI, and what is noted. As in `Session`. */
    Policy: {
      /** @enum {string} */
      ai: 'unsaid' | 'none' | 'own_tools';
      aiSentence: string;
      noteInserts: boolean;
      noteAway: boolean;
    };
    /**
     * @description Every text of an interview at every moment, made of its log. The same log gives the same bytes, wherever it is
     *     converted: JSON in UTF-8 with sorted keys and no space between. `seq` orders; times are milliseconds since
     *     `start.at`, and never go back. Positions and lengths count UTF-16 units. It begins where the interview becomes
     *     live, so nothing of a draft is in it.
     */
    Recording: {
      /** @constant */
      format: 'jupyter-interview-recording';
      /** @description Of this format. */
      version: number;
      /**
       * @description Only in a part, which tells what came after the entry with this `seq`; it goes on from a recording whose `upTo` that
       *     is. The rows of `edits` and `late` go behind those that are there, and so do `seals` and `gaps`. `events`, `runs` and
       *     `checks` have what is new or has changed: a row takes the place of one with the same `seq`. The rest is as it is
       *     now, so every `who` that is there already is moved to the place that the same `id` has among `people`, or to -1.
       */
      after?: number;
      /**
       * @description Who may know what is in it.
       * @enum {string}
       */
      audience: 'everybody' | 'hosts';
      session: {
        id: string;
        title: string;
        state: components['schemas']['SessionState'];
        epoch: number;
        /** @description Milliseconds since 1970. */
        endedAt: number | null;
        /** @description The `seq` of the last entry that was read. */
        upTo: number;
      };
      /** @description Where it became live. Null of what never was. */
      start: {
        seq: number;
        /** @description Milliseconds since 1970. */
        at: number;
        policy: components['schemas']['Policy'];
        files: components['schemas']['File'][];
        shown: string;
      } | null;
      /** @description Who was let in. `who` is a place in this list everywhere, and -1 where it was nobody in it. */
      people: {
        id: string;
        /** @description Null, as are role and colour, of somebody whose entry is lost. */
        name: string | null;
        role: components['schemas']['Role'] | null;
        color: string | null;
      }[];
      /** @description All files that have been there. `file` is a place in this list. */
      files: {
        id: string;
        /** @description At the end. Null of a file whose entry is lost. */
        name: string | null;
        language: string | null;
      }[];
      /**
       * @description The edits, as columns of one length. At `position`, `deleted` units make place for the next `length` units
       *     of `inserted`. One entry of the log may be several edits, each in the text that the ones before it leave.
       */
      edits: {
        /** @description Of its entry, less that of the edit before. */
        seq: number[];
        /** @description When it is shown, less the time of the edit before. */
        at: number[];
        who: number[];
        file: number[];
        /** @description Less the end of what was inserted last in this file, which is 0 at first. */
        position: number[];
        deleted: number[];
        length: number[];
        /** @description What all edits insert, one after the other. */
        inserted: string;
      };
      /** @description Entries of edits that were made without a connection, as columns. */
      late: {
        /** @description Less that of the one before. */
        seq: number[];
        /** @description When they were made by their author's clock. */
        made: number[];
        /** @description When they came. */
        came: number[];
      };
      /** @description What else has happened, in order. `told` is what `session.yaml` says of an event of this `type`. */
      events: {
        seq: number;
        at: number;
        who: number;
        type: string;
        told: {
          [key: string]: unknown;
        };
      }[];
      runs: {
        id: string;
        seq: number;
        at: number;
        who: number;
        language: string | null;
        source: string | null;
        /** @description The name of the file that was run. */
        file: string | null;
        /** @description Of its text. */
        sha256: string | null;
        state: string;
        error: string | null;
        durationMs: number | null;
        endSeq: number | null;
        endAt: number | null;
        /** @description Whether it has printed more than is told here: images, or more than 8192 characters. */
        isCut: boolean;
        tests: {
          name: string;
          passed: boolean;
        }[];
        output: {
          at: number;
          stream: string;
          text: string;
        }[];
      }[];
      checks: {
        id: string;
        seq: number;
        at: number;
        who: number;
        question: string | null;
        hidden: boolean;
        language: string | null;
        source: string | null;
        file: string | null;
        cases: number[];
        results: {
          index: number;
          status: string;
        }[];
        state: string;
        endSeq: number | null;
        endAt: number | null;
        passed: number;
        points: number;
        of: number;
      }[];
      /** @description What texts were by their hashes, as the room has said while it was live. */
      seals: {
        seq: number;
        at: number;
        texts: {
          file: number;
          sha256: string;
          /** @description Whether the text of this recording is the same at this place. */
          holds: boolean;
        }[];
      }[];
      /** @description What could not be read of the log. */
      gaps: {
        /** @description The `seq` of the first entry that is missing. */
        first: number;
        last: number;
        /**
         * @description An edit, an event, or entries that are not there.
         * @enum {string}
         */
        what: 'edit' | 'event' | 'entries';
      }[];
    };
    Seal: {
      /** @description In hexadecimal. Null as long as the session has not ended. */
      sha256: string | null;
    };
    ReportMoment: {
      /** @description As people read it: minutes and seconds since the beginning. */
      clock: string;
      seq: number;
      /** @description Milliseconds since the beginning. */
      at: number;
      /** @description The address at which one sees it. Null where the server is not known. */
      link: string | null;
    };
    /** @description What an interview came to. Every claim has its moment; nothing is added up into a judgement. */
    Report: {
      /** @constant */
      format: 'jupyter-interview-report';
      /** @description Of this format. */
      version: number;
      /**
       * @description As of its recording.
       * @enum {string}
       */
      audience: 'everybody' | 'hosts';
      session: {
        id: string;
        title: string;
        state: components['schemas']['SessionState'];
        /** Format: date-time */
        beganAt: string | null;
        /** Format: date-time */
        endedAt: string | null;
        length: string;
        end: components['schemas']['ReportMoment'];
      };
      people: {
        id: string;
        name: string;
        role: components['schemas']['Role'] | null;
        color: string | null;
        /** @description Characters. */
        typed: number;
        deleted: number;
        runs: number;
      }[];
      questions: {
        title: string;
        moment: components['schemas']['ReportMoment'];
      }[];
      /** @description The whole interview in one line. */
      trail: string;
      /** @description The picture of the page, in numbers. Times are milliseconds since the beginning. */
      timeline: {
        length: number;
        /** @description Into so many equal parts the time is cut. */
        columns: number;
        /** @description Of the people who have edited; of very many, those who edited most. */
        lanes: {
          who: string;
          color: string | null;
          /** @description In each column. */
          edits: number[];
        }[];
        /** @description How many people have edited. */
        lanesInAll: number;
        symbols: {
          at: number;
          /** @enum {string} */
          kind:
            | 'ran-well'
            | 'ran-badly'
            | 'runs'
            | 'tested'
            | 'state'
            | 'question'
            | 'file'
            | 'person';
        }[];
      };
      /** @description What was said of help by AI and what is noted, from the beginning, and after each change. */
      policy: (components['schemas']['Policy'] & {
        moment: components['schemas']['ReportMoment'];
        /** @description What people were told. */
        words: string;
      })[];
      events: {
        moment: components['schemas']['ReportMoment'];
        who: string | null;
        what: string;
        about: string | null;
      }[];
      /** @description The newest 500. */
      runs: {
        number: number;
        moment: components['schemas']['ReportMoment'];
        who: string | null;
        file: string | null;
        language: string | null;
        state: string;
        /** @description The state, and how many tests passed. */
        outcome: string;
        tookMs: number | null;
        error: string | null;
        tests: components['schemas']['NamedVerdict'][];
        /** @description Of a long one, the beginning and the end. */
        output: string;
        /** @description Whether it has printed more than is told here. */
        isCut: boolean;
        /** @description What has changed since the run before, line by line. */
        sinceLastRun: string;
      }[];
      runsInAll: number;
      checks: {
        moment: components['schemas']['ReportMoment'];
        who: string | null;
        /** @description Its title. */
        question: string | null;
        hidden: boolean;
        language: string | null;
        state: string;
        passed: number;
        cases: number;
        points: number;
        of: number;
      }[];
      /** @description The files at the end. */
      files: {
        name: string;
        language: string | null;
        text: string;
      }[];
      /** @description What was noted, in order, in the words that its people read themselves. Of a report for everybody none. */
      signals: {
        moment: components['schemas']['ReportMoment'];
        who: string | null;
        words: string;
        /** @description How it came, and into which file. Empty of an absence. */
        detail: string;
        kind: components['schemas']['SignalKind'];
        how: components['schemas']['SignalHow'];
        /** @description Its name. */
        file: string | null;
        characters: number;
        lines: number;
        source: components['schemas']['SignalSource'] | null;
        seconds: number;
        /** @description What its person says of it. */
        answer: {
          text: string;
          fromAi: boolean;
        } | null;
      }[];
      /** @description Scores that were submitted, and notes that were submitted or shared. Absent unless they were asked for. */
      remarks?: {
        /** @description Whether whoever asked had submitted. Otherwise there is nothing of others. */
        isReaderDone: boolean;
        /** @description That of whoever asked, then those of others by name. Nothing is added up. */
        sheets: components['schemas']['ReportSheet'][];
      };
      seals: {
        /** @description How many texts were sealed while they were live. */
        sealed: number;
        /** @description Those that are other texts in the recording. */
        broken: {
          file: string;
          moment: components['schemas']['ReportMoment'];
        }[];
      };
      /** @description As in the recording. */
      gaps: {
        first: number;
        last: number;
        /** @enum {string} */
        what: 'edit' | 'event' | 'entries';
      }[];
    };
    /** @description What one host has submitted or shared. */
    ReportSheet: {
      name: string;
      /** @description Whether they asked for the report. */
      isReader: boolean;
      answer: {
        answer: components['schemas']['OverallAnswer'];
        words: string;
        why: string;
        time: components['schemas']['Time'];
      } | null;
      scores: {
        /** @description Its name. */
        criterion: string;
        question: string | null;
        /** @description From the lowest, 1. Null: not seen. */
        level: number | null;
        /** @description How many levels there are. */
        of: number;
        /** @description What the level says. */
        words: string | null;
        why: string;
        moments: components['schemas']['ReportMoment'][];
      }[];
      notes: {
        text: string;
        time: components['schemas']['Time'];
        moment: components['schemas']['ReportMoment'];
      }[];
      corrections: {
        /** @enum {string} */
        about: 'score' | 'note' | 'answer';
        /** @description Its name. */
        criterion: string | null;
        level: number | null;
        answer: components['schemas']['OverallAnswer'] | null;
        text: string | null;
        reason: string;
        time: components['schemas']['Time'];
      }[];
    };
    NamedVerdict: {
      name: string;
      passed: boolean;
    };
    Output: {
      /**
       * @description `image`: PNGs in base64, each ended by a line break. `display`: what a program showed, `value`: the value of its last expression; each piece of these two is a thing of its own.
       * @enum {string}
       */
      stream: 'stdout' | 'stderr' | 'image' | 'display' | 'value';
      /** @description Of `display` and `value` the plain form. It is always there. */
      text: string;
      /** @description The same as HTML, of `display` and `value` only, and absent where there is none. A program wrote it: a client that draws it must sanitize it first. */
      html?: string;
      /** @description So many bytes were left out before this piece, because the output was too long. Absent where none were. */
      omitted?: number;
    };
    /** @description The person who did it, as they were named then. */
    Author: {
      id: string;
      name: string;
      color: components['schemas']['Color'];
    };
    LookAtInvitation: {
      /** @description The secret of the link. */
      invite: string;
    };
    /** @description What a link leads to. */
    Invitation: {
      title: string;
      language: components['schemas']['Language'];
      role: components['schemas']['GivenRole'];
      /** @description The owner, as others see them. Null as long as they have not been in it, or have a name that Jupyter made up. */
      invitedBy: string | null;
      /** @description Whether whoever joins now waits to be let in. */
      waits: boolean;
      /** @description Of the person for whom the link is, in the interview of a class that is called after them. They may join under another one. */
      name: string | null;
      /**
       * @description As in `Session`.
       * @enum {string}
       */
      ai: 'unsaid' | 'none' | 'own_tools';
      aiSentence: string;
      noteInserts: boolean;
      noteAway: boolean;
      /** @description So many days after its end the interview is deleted by this server, at the latest. Null where it stays until somebody deletes it. */
      keptDays: number | null;
    };
    NewInvite: {
      role: components['schemas']['GivenRole'];
      /**
       * @description Seconds.
       * @default 86400
       */
      expiresIn?: number;
      /**
       * @description How many people may join with it; null for no limit. Somebody with a login counts once.
       * @default null
       */
      maxUses?: number | null;
      /**
       * @description For whom it is, in the words of whoever makes it; by the rules of names. Whoever opens the link is not told, unless the interview is of a class and has the same title.
       * @default null
       */
      label?: string | null;
    };
    Invite: {
      id: string;
      /** @description For whom it is. */
      label: string | null;
      role: components['schemas']['GivenRole'];
      createdAt: components['schemas']['Time'];
      expiresAt: components['schemas']['Time'];
      maxUses: number | null;
      uses: number;
      revoked: boolean;
    };
    ListedInvite: components['schemas']['Invite'] & {
      /** @description The names of those who came by it, in that order. */
      people: string[];
    };
    MintedInvite: components['schemas']['Invite'] & {
      secret: string;
      /**
       * Format: uri
       * @description https://host/base/interview/join/{sessionId}#{secret}
       */
      url: string;
    };
    /** @description What candidates may not do for the time being. */
    Locks: {
      /** @description Candidates may not edit, nor switch the language. */
      editing: boolean;
      /** @description Candidates may not run programs. */
      runs: boolean;
    };
    /** @description The settings in answers and frames. */
    SettingsTold: {
      /** @description People who come by link wait until they are let in. */
      lobby: boolean;
      locks: components['schemas']['Locks'];
      /** @description Runs show the value of a Python program's last expression. True unless changed. */
      showValues: boolean;
      /** @description Candidates may start hidden tests on the server, and learn how many passed. */
      candidateChecks: boolean;
      /**
       * @description Whether candidates may be helped by AI: not said, by none, or by their own tools as long as they say so aloud.
       * @enum {string}
       */
      ai: 'unsaid' | 'none' | 'own_tools';
      /** @description What people who hold it say of that in their own words. One line, by the rules of titles, or nothing. */
      aiSentence: string;
      /** @description It is noted when much text comes in one change: how, and how much. True unless changed. */
      noteInserts: boolean;
      /** @description It is noted when a candidate is away from the page for five seconds or longer. */
      noteAway: boolean;
    };
    /** @description Those that can be chosen when a session begins. */
    SettingsInitial: {
      /**
       * @description People who come by link wait until they are let in.
       * @default false
       */
      lobby?: boolean;
      /**
       * @description Whether candidates may be helped by AI: not said, by none, or by their own tools as long as they say so aloud.
       * @default unsaid
       * @enum {string}
       */
      ai?: 'unsaid' | 'none' | 'own_tools';
      /**
       * @description What people who hold it say of that in their own words. One line, by the rules of titles, or nothing.
       * @default
       */
      aiSentence?: string;
      /**
       * @description It is noted when much text comes in one change: how, and how much. True unless changed.
       * @default true
       */
      noteInserts?: boolean;
      /**
       * @description It is noted when a candidate is away from the page for five seconds or longer.
       * @default false
       */
      noteAway?: boolean;
    };
    /** @description Those that a request changes; the others stay. */
    SettingsAsked: {
      /** @description People who come by link wait until they are let in. */
      lobby?: boolean;
      /** @description What candidates may not do for the time being. */
      locks?: {
        /** @description Candidates may not edit, nor switch the language. */
        editing?: boolean;
        /** @description Candidates may not run programs. */
        runs?: boolean;
      };
      /** @description Runs show the value of a Python program's last expression. True unless changed. */
      showValues?: boolean;
      /** @description Candidates may start hidden tests on the server, and learn how many passed. */
      candidateChecks?: boolean;
      /**
       * @description Whether candidates may be helped by AI: not said, by none, or by their own tools as long as they say so aloud.
       * @enum {string}
       */
      ai?: 'unsaid' | 'none' | 'own_tools';
      /** @description What people who hold it say of that in their own words. One line, by the rules of titles, or nothing. */
      aiSentence?: string;
      /** @description It is noted when much text comes in one change: how, and how much. True unless changed. */
      noteInserts?: boolean;
      /** @description It is noted when a candidate is away from the page for five seconds or longer. */
      noteAway?: boolean;
    };
  };
  responses: {
    /** @description The body cannot be used; nothing was changed. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description No credential or one that does not open this session. */
    Unauthenticated: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Known, but not allowed. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `key_reused`: the `Idempotency-Key` came with another request before. */
    KeyReused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description No such thing for the caller. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The session has ended. */
    Ended: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The body or the text in it is over the limit. */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description It is on hold (`held`): nothing deletes it until the hold is taken away. */
    Held: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The last run of this participant has not ended yet. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `not_empty`: the starter would go into a text that somebody wrote; say where it goes. */
    NotEmpty: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `submitted`: it is final, and is corrected instead. `incomplete`: the parts come before the overall answer, and both before corrections. */
    Submitted: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Too many wrong secrets, joins or connections from this address, or too many runs or exports of yours. */
    RateLimited: {
      headers: {
        /** @description Seconds after which the same request passes, if nobody else takes its turn. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Interviews cannot be stored now, or are held by another server; see above. */
    Unavailable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The disk of the server is full; see above. */
    Full: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description This server does not do that. */
    NotEnabled: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    sessionId: string;
    /** @description Of what is made of the recording: what hosts may know, which it is without this, or what everybody in the session could see. */
    audience: 'hosts' | 'everybody';
    /**
     * @description Up to 255 visible characters of ASCII, in quotes or not.
     * @example "5f0c1b9e-8a43-4c1f-9d0e-2f6f3a7f1c55"
     */
    idempotencyKey: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
};
