// Made by scripts/contract.mjs; change the document and make it again.
export type components = {
  schemas: {
    /** @description What a session is set to. */
    Settings: {
      /**
       * @description People who come by link wait until they are let in.
       * @default false
       */
      lobby?: boolean;
      /**
       * @description Candidates may not edit, nor switch the language.
       * @default false
       */
      editingLocked?: boolean;
      /**
       * @description Candidates may not run programs.
       * @default false
       */
      runsLocked?: boolean;
      /**
       * @description Runs show the value of a Python program's last expression. True unless changed.
       * @default true
       */
      showsValues?: boolean;
      /**
       * @description Candidates may start hidden tests on the server, and learn how many passed.
       * @default false
       */
      candidateChecks?: boolean;
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
    /** @description The session begins. */
    SessionCreated: {
      title: string;
      language: components['schemas']['Language'];
      state: components['schemas']['SessionState'];
      /** @description The Jupyter identity to which it belongs. */
      createdBy: string;
      /** @description The class it belongs to. */
      group?: string | null;
      /** @description The moment of another session with which it begins. */
      copiedFrom?: components['schemas']['CopiedFrom'] | null;
    } & components['schemas']['SettingsInitial'];
    /** @description Title, state, lobby, locks or settings are others now. What is not named stays as it is. */
    SessionChanged: {
      title?: string;
      state?: components['schemas']['SessionState'];
      /** @description The draft was started, and another document begins. */
      epoch?: number;
      /** @description Of the text that the new document shows, beside `epoch`. */
      language?: components['schemas']['Language'];
    } & components['schemas']['SettingsChange'];
    /** @description The session is gone for everybody. Its log goes with it. */
    SessionDeleted: Record<string, never>;
    /** @description The file `code:<language>` is shown to everybody. It is added if it was not there. */
    LanguageChanged: {
      language: components['schemas']['Language'];
    };
    /** @description There is another file, at the end. Or one that was removed is back. */
    FileAdded: {
      file: string;
      name: string;
      language: components['schemas']['Language'] | null;
    };
    /** @description A file has another name, and the language that this says. */
    FileRenamed: {
      file: string;
      name: string;
      language: components['schemas']['Language'] | null;
    };
    /** @description A file is not among the others any more. Its text stays in the document. */
    FileRemoved: {
      file: string;
    };
    /** @description The files are in another order. */
    FilesOrdered: {
      files: string[];
    };
    /** @description Another file is shown to everybody. */
    FileShown: {
      file: string;
    };
    /** @description This file is run, whichever is looked at; or, without one, the file that is looked at. */
    EntryChosen: {
      file: string | null;
    };
    /** @description Somebody has joined for the first time. The secret is known by its hash alone. */
    PersonJoined: {
      participant: string;
      name: string;
      role: components['schemas']['Role'];
      color: components['schemas']['Color'];
      /** @description A Jupyter identity. Without one, the person is a guest. */
      identity?: string | null;
      /** Format: binary */
      secretSha256?: string | null;
      /** @description The link by which they came. */
      invite?: string | null;
      /**
       * @description Whether they need not wait.
       * @default true
       */
      admitted?: boolean;
    };
    /**
     * @description Somebody with a login who is in the interview has come by a link, and is the same person. The secret is
     *     known by its hash alone. It is a use of the link if they have not come by it before.
     */
    PersonCameAgain: {
      participant: string;
      /** @description The link by which they came. */
      invite: string;
      /** Format: binary */
      secretSha256?: string | null;
      /**
       * @description Whether they have their role by this link from now on.
       * @default false
       */
      leads?: boolean;
    };
    /** @description What somebody has opened by this link is theirs no longer. They stay, by another way. */
    WayClosed: {
      participant: string;
      invite: string;
    };
    /**
     * @description That somebody in the interview came by a link could not be stored, and they may try again. What they have
     *     opened by it is theirs no longer. The secret is known by its hash alone.
     */
    WayUndone: {
      participant: string;
      /** @description The link by which they came. */
      invite: string;
      /** Format: binary */
      secretSha256?: string | null;
      /**
       * @description Whether they had come by this link before.
       * @default false
       */
      isKnown?: boolean;
      /** @description The link by which they had their role, if this one had given them one. */
      before?: string | null;
    };
    /** @description Somebody has another role, or was let in, or has to wait. */
    PersonChanged: {
      participant: string;
      role: components['schemas']['Role'];
      admitted: boolean;
      /**
       * @description Whether a host has given them this role.
       * @default false
       */
      byHost?: boolean;
    };
    /** @description Somebody goes by another name, and is the same person. */
    PersonRenamed: {
      participant: string;
      name: string;
    };
    /** @description Somebody came again and has chosen another colour. */
    ColorChanged: {
      participant: string;
      color: components['schemas']['Color'];
    };
    /**
     * @description Somebody has gone for good. `undone`: it could not be stored that they joined, so they never did, or are off
     *     the list again.
     */
    PersonLeft: {
      participant: string;
      /** @enum {string} */
      reason: 'left' | 'revoked' | 'kicked' | 'undone';
    };
    /**
     * @description Somebody who is away is off the list of people, or on it again because they came. They are in the interview
     *     all the same.
     */
    PersonListed: {
      participant: string;
      listed: boolean;
    };
    /** @description Somebody's hand went up or down. */
    HandChanged: {
      participant: string;
      raised: boolean;
    };
    /** @description A host has told everybody something. */
    Announced: {
      text: string;
      user: components['schemas']['Author'] | null;
    };
    /** @description There is a new link. Its secret is known by its hash alone. */
    InviteMade: {
      invite: string;
      role: components['schemas']['Role'];
      /** Format: binary */
      secretSha256: string;
      /** @description Microseconds since the epoch. */
      expiresUs: number;
      maxUses?: number | null;
      /** @description For whom it is. */
      label?: string | null;
    };
    /** @description Nobody joins by this link any more. */
    InviteRevoked: {
      invite: string;
    };
    /** @description Somebody joined by this link, but that could not be stored. The use counts no more. */
    InviteReturned: {
      invite: string;
    };
    /** @description A run began. */
    RunStarted: {
      run: string;
      user: components['schemas']['Author'] | null;
      language: components['schemas']['Language'];
      /** @enum {string} */
      source: 'browser' | 'reported' | 'server';
      /** @description When it began by its author's word, for a run that was made offline. */
      madeUs?: number | null;
      program?: components['schemas']['Program'] | null;
    };
    /** @description A run has printed something. */
    RunPrinted: {
      run: string;
      index: number;
      output: components['schemas']['Output'];
      /**
       * @description Of older logs, where what did not fit was lost here.
       * @default false
       */
      truncated?: boolean;
    };
    /** @description A run has printed more than its first part. The newest of this is kept until the end. */
    RunWithheld: {
      run: string;
      index: number;
      output: components['schemas']['Output'];
    };
    /** @description A run ended, or its browser has gone away. */
    RunEnded: {
      run: string;
      state: components['schemas']['RunState'];
      error: string | null;
      durationMs: number | null;
      truncated: boolean;
      madeUs?: number | null;
      /** @default [] */
      tests?: components['schemas']['TestResult'][];
      /**
       * @description The end of output that did not fit into its first part.
       * @default []
       */
      tail?: components['schemas']['Output'][];
      /** @description Who stopped it, if that was somebody else than who ran it. */
      stoppedBy?: components['schemas']['Author'] | null;
    };
    /** @description There is another question, at the end. */
    QuestionLoaded: {
      question: components['schemas']['Question'];
    };
    /** @description What hosts alone may know of a question that was just loaded. */
    PrivateSideKept: {
      side: components['schemas']['PrivateSide'];
    };
    /** @description A question is not among the others any more. Files that came with it stay. */
    QuestionRemoved: {
      question: string;
    };
    /** @description The questions are in another order. */
    QuestionsOrdered: {
      questions: string[];
    };
    /** @description A program is being run against tests of a question. */
    CheckStarted: {
      check: string;
      question: string;
      /** @default true */
      hidden?: boolean;
      user: components['schemas']['Author'] | null;
      language: components['schemas']['Language'];
      /** @enum {string} */
      source: 'browser' | 'server';
      file: string | null;
      /** @description The indexes of the cases that are run. */
      cases: number[];
      program?: components['schemas']['Program'] | null;
      /** @description The place in the log, `seq:at`, whose texts are run. Null for the texts as they are. */
      at?: string | null;
    };
    /** @description It is known how some more cases went. */
    CheckAnswered: {
      check: string;
      /** @default true */
      hidden?: boolean;
      results: components['schemas']['CaseResult'][];
      /** @description As when it began. */
      at?: string | null;
    };
    /** @description No more results will come of a check. */
    CheckEnded: {
      check: string;
      /** @default true */
      hidden?: boolean;
      /** @enum {string} */
      state: 'ended' | 'stopped' | 'lost';
      passed: number;
      points: number;
      of: number;
      /** @description As when it began. */
      at?: string | null;
    };
    /** @description Hidden tests were all run, and their question says what others learn of that. */
    HiddenResultTold: {
      question: string;
      passed: number;
      total: number;
      /** @default [] */
      cases?: components['schemas']['NamedVerdict'][];
    };
    /**
     * @description The texts that have changed were these at this place of the log, by their SHA-256. The room writes it while
     *     it has the texts, so that a recording made of the log can be compared with what was live. None is of a draft.
     */
    TextsSealed: {
      texts: components['schemas']['SealedText'][];
    };
    /**
     * @description Something was noted of somebody, as their browser has reported it. `insert`: much text came in one change.
     *     `away`: they were away from the page. Hosts hear of it, and the person whom it is about.
     */
    SignalNoted: {
      signal: string;
      participant: string;
      kind: components['schemas']['SignalKind'];
      how: components['schemas']['SignalHow'];
      /** @description The id of the file into which it came. */
      file?: string | null;
      /**
       * @description UTF-16 units that came.
       * @default 0
       */
      characters?: number;
      /** @default 0 */
      lines?: number;
      source?: components['schemas']['SignalSource'] | null;
      /**
       * @description How long they were away.
       * @default 0
       */
      seconds?: number;
    };
    /** @description Somebody says something of what was noted of them, instead of what they said before. */
    SignalAnswered: {
      signal: string;
      participant: string;
      /** @description Empty when they say nothing. */
      text: string;
      /** @description What came is from AI, by their own word. */
      fromAi: boolean;
    };
    /**
     * @description Candidates may fetch their copy of what everybody could see until then; null ends it. Whom it concerns is told
     *     `releasedUntil` of the session. When the session is reopened, it ends by itself.
     */
    ReleaseChanged: {
      /** @description Microseconds since the epoch. */
      untilUs: number | null;
    };
    /** @description The session is on hold, and nothing deletes it; or the hold was taken away. Hosts are told `heldSince` of the session. */
    HoldChanged: {
      held: boolean;
    };
    /** @description The session is attached to a file, or the file has another path. */
    AttachmentBegun: {
      attachment: components['schemas']['Attachment'];
    };
    /** @description The session is attached to no file any more. */
    AttachmentEnded: {
      /** @enum {string} */
      reason: 'asked' | 'ended' | 'file_gone' | 'cell_gone' | 'removed' | 'refused';
    };
    /** @description Begin a session. */
    CreateSession: {
      language: components['schemas']['Language'];
      title: string;
      /** @default live */
      state?: components['schemas']['SessionState'];
      group?: string | null;
      copiedFrom?: components['schemas']['CopiedFrom'] | null;
    } & components['schemas']['SettingsInitial'];
    /** @description What shall be different. What is not named stays as it is. */
    SessionChange: {
      title?: string;
      state?: components['schemas']['SessionState'];
    } & components['schemas']['SettingsChange'];
    /** @description Delete the session for everybody. */
    DeleteSession: Record<string, never>;
    /** @description Show everybody a file of another language, which is added if there is none. */
    ChooseLanguage: {
      language: components['schemas']['Language'];
    };
    /** @description Add an empty file. */
    AddFile: {
      name: string;
    };
    /** @description Give a file another name. */
    RenameFile: {
      file: string;
      name: string;
    };
    /** @description Take a file out. It can be brought back. */
    RemoveFile: {
      file: string;
    };
    /** @description Bring back a file that was removed, under another name if its own is taken. */
    RestoreFile: {
      file: string;
    };
    /** @description Put the files into another order. */
    OrderFiles: {
      files: string[];
    };
    /** @description Show everybody a file. */
    ShowFile: {
      file: string;
    };
    /** @description Run this file, whichever is looked at; without one, the file that is looked at. */
    ChooseEntry: {
      file: string | null;
    };
    /** @description Join under a name. By whichever way the actor came, by a login or by a link. */
    Join: {
      userName: string;
      /** @description The secret of a link. */
      invite?: string | null;
      color?: components['schemas']['Color'] | null;
      /**
       * @description Nobody chose `userName`, so whoever has joined already keeps the name they have.
       * @default false
       */
      keepName?: boolean;
      /** @description As whom the actor joined before. */
      participant?: string | null;
    };
    /**
     * @description Take back that somebody joined, because it could not be stored. With a link, take back that somebody came by
     *     it who was in the interview already; the rest says what they were.
     */
    UndoJoin: {
      participant: string;
      /** @description The link by which they came. */
      invite?: string | null;
      /** Format: binary */
      secretSha256?: string | null;
      /**
       * @description Whether they had come by this link before.
       * @default false
       */
      isKnown?: boolean;
      /** @description The link by which they had their role. */
      before?: string | null;
      /** @description Their role, if the link gave them another one. */
      role?: components['schemas']['Role'] | null;
      /**
       * @description Whether they were let in, then.
       * @default true
       */
      admitted?: boolean;
    };
    /** @description Leave for good. */
    Leave: {
      participant: string;
    };
    /** @description Remove somebody, and close the link by which they came. */
    Kick: {
      participant: string;
    };
    /** @description Let somebody in, give them another role, see to their hand, or to their place on the list. */
    PersonChange: {
      role: components['schemas']['Role'] | null;
      admitted: boolean;
      hand?: boolean | null;
      /** @default  */
      participant?: string;
      /** @description The server itself lists people again, when they come. */
      listed?: boolean | null;
    };
    /** @description Go by another name. */
    RenamePerson: {
      participant: string;
      name: string;
    };
    /** @description One's own hand, up or down. */
    RaiseHand: {
      raised: boolean;
    };
    /** @description Tell everybody something, instead of what was told before. */
    Announce: {
      text: string;
    };
    /** @description Make a link. */
    NewInvite: {
      role: components['schemas']['Role'];
      /** @description Seconds. */
      expiresIn: number;
      maxUses: number | null;
      /** @description For whom it is. */
      label?: string | null;
    };
    /** @description Close a link, and shut out everybody who came by it. */
    RevokeInvite: {
      invite: string;
    };
    /** @description Close a link whose secret nobody was told, because it could not be stored. */
    WithdrawInvite: {
      invite: string;
    };
    /** @description A run begins in the actor's browser, or began there some time ago. */
    StartRun: {
      runId: string;
      language: components['schemas']['Language'];
      /** @default 0 */
      ageMs?: number;
      program?: components['schemas']['Program'] | null;
    };
    /** @description A run in the actor's browser has printed something. */
    PrintOutput: {
      runId: string;
      index: number;
      output: components['schemas']['Output'];
    };
    /** @description A run in the actor's browser has ended. */
    EndRun: {
      runId: string;
      state: components['schemas']['RunState'];
      error: string | null;
      durationMs: number;
      truncated: boolean;
      /** @default 0 */
      ageMs?: number;
      /** @default [] */
      tests?: components['schemas']['TestResult'][];
    };
    /** @description A run that comes whole, after it ended somewhere else. */
    ReportResult: {
      output: string;
      error: string | null;
    };
    /** @description This server begins a program that it was asked to run. */
    BeginServerRun: {
      language: components['schemas']['Language'];
      runId?: string | null;
      program?: components['schemas']['Program'] | null;
    };
    /** @description A run of this server has printed something. */
    PrintServerOutput: {
      runId: string;
      output: components['schemas']['Output'];
    };
    /** @description A run of this server has ended. */
    EndServerRun: {
      runId: string;
      state: components['schemas']['RunState'];
      error: string | null;
      durationMs: number;
      /** @default [] */
      tests?: components['schemas']['TestResult'][];
    };
    /** @description End a run that goes on, in whichever browser or on this server. Others' runs are ended by the people who hold the session. */
    StopRun: {
      runId: string;
    };
    /** @description Somebody stays away, and with them the browser in which their runs ran. */
    LoseRuns: {
      participant: string;
    };
    /** @description Add a question with its private side. Both were read from a bank, or written by the actor. Their ids are given here. */
    LoadQuestion: {
      question: components['schemas']['Question'];
      side: components['schemas']['PrivateSide'];
    };
    /** @description Take a question out. */
    RemoveQuestion: {
      question: string;
    };
    /** @description Put the questions into another order. */
    OrderQuestions: {
      questions: string[];
    };
    /** @description The actor's browser begins to run a program against the tests of a question. */
    StartCheck: {
      checkId: string;
      question: string;
      hidden: boolean;
      language: components['schemas']['Language'];
      file: string | null;
      /** @description Of those of that side. None for all of them. */
      cases: number[];
      program?: components['schemas']['Program'] | null;
      /** @description The place in the log, `seq:at`, whose texts are run. Null for the texts as they are. */
      at?: string | null;
    };
    /** @description The actor's browser says how some more cases went. */
    AnswerCheck: {
      checkId: string;
      /** @description Their names are those of the question */
      results: components['schemas']['CaseResult'][];
    };
    /** @description The actor's browser has run all cases, or was stopped. */
    EndCheck: {
      checkId: string;
      /** @enum {string} */
      state: 'ended' | 'stopped';
    };
    /** @description This server begins to run a program against the tests of a question. */
    BeginServerCheck: {
      question: string;
      hidden: boolean;
      language: components['schemas']['Language'];
      file: string | null;
      cases: number[];
      checkId?: string | null;
      program?: components['schemas']['Program'] | null;
      /** @description The place in the log, `seq:at`, whose texts are run. Null for the texts as they are. */
      at?: string | null;
    };
    /** @description This server says how some more cases went. */
    AnswerServerCheck: {
      checkId: string;
      results: components['schemas']['CaseResult'][];
    };
    /** @description A check of this server has ended. */
    EndServerCheck: {
      checkId: string;
      /** @enum {string} */
      state: 'ended' | 'stopped' | 'lost';
    };
    /** @description End a check that goes on. Others' checks are ended by the people who hold the session. */
    StopCheck: {
      checkId: string;
    };
    /** @description Somebody stays away, and with them the browser in which their checks ran. */
    LoseChecks: {
      participant: string;
    };
    /** @description Whoever has the texts says what they are now. Nothing is said of a draft. */
    SealTexts: {
      texts: components['schemas']['SealedText'][];
    };
    /** @description The actor's browser says that much text came in one change, which it has sent before. */
    NoteInsert: {
      /** @enum {string} */
      how:
        | 'paste'
        | 'drop'
        | 'file'
        | 'undo'
        | 'redo'
        | 'completion'
        | 'restore'
        | 'dictation'
        | 'other';
      file: string;
      characters: number;
      lines: number;
      source: components['schemas']['SignalSource'] | null;
    };
    /** @description The actor's browser says that they were away from the page, and are back. */
    NoteAway: {
      /** @enum {string} */
      how: 'hidden' | 'unfocused';
      seconds: number;
    };
    /** @description Say something of what was noted of oneself. */
    AnswerSignal: {
      text: string;
      fromAi: boolean;
      /** @default  */
      signal?: string;
    };
    /** @description Let candidates of a session that has ended fetch their copy until then; null takes that back. */
    ReleaseCopies: {
      /** @description Microseconds since the epoch. */
      untilUs: number | null;
    };
    /** @description Keep the session from being deleted by anybody and by time; or let it be deleted again. */
    HoldSession: {
      held: boolean;
    };
    /** @description The session is attached to this file now. */
    BeginAttachment: {
      attachment: components['schemas']['Attachment'];
    };
    /** @description The session is attached to no file any more. */
    EndAttachment: {
      /** @enum {string} */
      reason: 'asked' | 'ended' | 'file_gone' | 'cell_gone' | 'removed' | 'refused';
    };
    /** @description Replace the text that is shown. */
    ReplaceCode: {
      code: string;
    };
    /** @description Relative positions as Yjs writes them, or null for no selection. */
    MoveCursor: {
      file: string;
      cursor: components['schemas']['Cursor'] | null;
    };
    /** @description Offsets in UTF-16 units in the text that is shown. */
    MoveCursorTo: {
      position: number;
      anchor: number;
    };
    /** @description The edits that follow were made so long before this was sent. */
    DateEdits: {
      ageMs: number;
    };
    /** @description This server shall run a program, under an id of the client's choice or of its own. */
    RunHere: {
      code: string;
      language: components['schemas']['Language'];
      /** @default  */
      stdin?: string;
      /** @default [] */
      tests?: components['schemas']['TestCase'][];
      runId?: string | null;
      /** @description Of the file that is run. */
      name?: string | null;
      /** @description Of the document from which the texts were read, in base64. */
      stateVector?: string | null;
      /** @description What it can import and read; none for a program that is one file. */
      files?: components['schemas']['ProgramFile'][] | null;
    };
    /** @description This server shall run a file of the session against the tests of a question, as its text is now or was at a place in the log. */
    CheckHere: {
      question: string;
      hidden: boolean;
      /** @description Its id. */
      file: string;
      /**
       * @description Of those of that side. None for all of them.
       * @default []
       */
      cases?: number[];
      /** @description Of the client's choice, or of the server's. */
      checkId?: string | null;
      /** @description The place in the log, `seq:at`, whose texts are run. Null for the texts as they are. */
      at?: string | null;
    };
    /** @description The name of a language. Those that a server knows are in `openapi/languages.json`, and `languages` of a session names them; another one is refused as `unknown_language`. What is stored may name a language that is not known any more. */
    Language: string;
    /** @enum {string} */
    SessionState: 'draft' | 'live' | 'ended';
    /** @description A place in the log of a session: the number of an entry, and its microsecond, by which a log that was put back from a copy is noticed. */
    Place: string;
    /** @description The moment of another session with which a session began. It may be gone by now. */
    CopiedFrom: {
      /** @description The id of the other session. */
      session: string;
      at: components['schemas']['Place'];
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
    /** @description Those that a command or an event names; the others stay. */
    SettingsChange: {
      /** @description People who come by link wait until they are let in. */
      lobby?: boolean;
      /** @description Candidates may not edit, nor switch the language. */
      editingLocked?: boolean;
      /** @description Candidates may not run programs. */
      runsLocked?: boolean;
      /** @description Runs show the value of a Python program's last expression. True unless changed. */
      showsValues?: boolean;
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
    /** @enum {string} */
    Role: 'owner' | 'interviewer' | 'candidate' | 'observer';
    Color: string;
    /** @description The person who did it, as they were named then. */
    Author: {
      id: string;
      name: string;
      color: components['schemas']['Color'];
    };
    HashedFile: {
      name: string;
      /** @description Of its text in UTF-8. */
      sha256: string;
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
    /** @description A file that a program can import or read. */
    ProgramFile: {
      /** @description A name, or names of folders before it with `/` between them. Each has at most 100 characters, none of them unseen, a backslash or one of `: * ? " < > |`, does not end with a dot, and has no blank at either end. */
      name: string;
      text: string;
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
    /** @description One thing that interviewers look at. */
    Criterion: {
      name: string;
      /** @description From the lowest to the highest. */
      levels: string[];
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
    NamedVerdict: {
      name: string;
      passed: boolean;
    };
    /** @description What the text of a file was at one place of the log. */
    SealedText: {
      /** @description Its id. */
      file: string;
      /** @description Of the text in UTF-8, in hexadecimal. */
      sha256: string;
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
    Attachment: {
      path: string;
      cellId: string | null;
      /** @description The id of the interview's file whose text it is. */
      file: string;
      /** @description In which it is written. */
      language: components['schemas']['Language'];
    };
    /** @description Yjs relative positions as `Y.relativePositionToJSON` gives them. */
    Cursor: {
      anchor: Record<string, never>;
      head: Record<string, never>;
    };
    /** @description An expression that sees the names of the program, evaluated after it ended well, and one that stands by itself and gives what is expected. */
    TestCase: {
      name: string;
      expression: string;
      expected: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
};
