/** Frames of a client as the commands that they are. */
import type { SessionCommand } from '../contract/generated-events';
import type { ClientFrame } from '../contract/protocol';

/** Null for a frame that asks nothing of the session itself. */
export function commandOf(frame: ClientFrame): SessionCommand | null {
  switch (frame.type) {
    case 'language_change':
      return { type: 'ChooseLanguage', ...frame.payload };
    case 'file_add':
      return { type: 'AddFile', ...frame.payload };
    case 'file_rename':
      return { type: 'RenameFile', ...frame.payload };
    case 'file_remove':
      return { type: 'RemoveFile', ...frame.payload };
    case 'file_restore':
      return { type: 'RestoreFile', ...frame.payload };
    case 'files_order':
      return { type: 'OrderFiles', ...frame.payload };
    case 'file_show':
      return { type: 'ShowFile', ...frame.payload };
    case 'file_entry':
      return { type: 'ChooseEntry', ...frame.payload };
    case 'hand_change':
      return { type: 'RaiseHand', ...frame.payload };
    case 'insert_noted':
      return { type: 'NoteInsert', ...frame.payload };
    case 'away_noted':
      return { type: 'NoteAway', ...frame.payload };
    case 'run_started':
      return { type: 'StartRun', ...frame.payload };
    case 'run_output': {
      const { runId, index, ...output } = frame.payload;
      return { type: 'PrintOutput', runId, index, output };
    }
    case 'execution_result':
      return { type: 'EndRun', ...frame.payload };
    case 'stop_run':
      return { type: 'StopRun', ...frame.payload };
    case 'question_remove':
      return { type: 'RemoveQuestion', ...frame.payload };
    case 'questions_order':
      return { type: 'OrderQuestions', ...frame.payload };
    case 'check_started':
      return { type: 'StartCheck', ...frame.payload };
    case 'check_results':
      return { type: 'AnswerCheck', ...frame.payload };
    case 'check_ended':
      return { type: 'EndCheck', ...frame.payload };
    case 'stop_check':
      return { type: 'StopCheck', ...frame.payload };
    default:
      return null;
  }
}
