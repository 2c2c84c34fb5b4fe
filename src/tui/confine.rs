//! Shutting the program in: from then on it opens no file, makes no connection and starts no program,
//! whatever else may be wrong with it. For a kiosk, on Linux.
//!
//! Landlock refuses files, and seccomp the system calls that sockets and programs begin with. Both
//! hold for the thread that asks and for those that it starts later, so this comes before any
//! other. What is open already goes on working.

/// What the system could not be brought to refuse, in sentences; none where all is refused.
#[must_use]
pub fn confine() -> Vec<String> {
    [files(), calls()].into_iter().filter_map(Result::err).collect()
}

#[cfg(target_os = "linux")]
fn files() -> Result<(), String> {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetStatus};

    let refused = |why: String| format!("files can still be opened: {why}");
    let rules = Ruleset::default().handle_access(AccessFs::from_all(ABI::V5));
    let held = rules.and_then(Ruleset::create).and_then(landlock::RulesetCreated::restrict_self);
    match held.map_err(|error| refused(error.to_string()))?.ruleset {
        RulesetStatus::NotEnforced => Err(refused("this kernel has no Landlock".to_owned())),
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
    }
}

/// The calls that are refused: those that programs and sockets begin with, and ways around the
/// refusal.
#[cfg(target_os = "linux")]
const REFUSED: [libc::c_long; 13] = [
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_io_uring_setup,
    libc::SYS_ptrace,
    libc::SYS_process_vm_writev,
    libc::SYS_open_by_handle_at,
    libc::SYS_mount,
    libc::SYS_unshare,
    libc::SYS_bpf,
];

#[cfg(target_os = "linux")]
fn calls() -> Result<(), String> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    let refused = |why: String| format!("sockets and programs are not refused: {why}");
    let arch = std::env::consts::ARCH.try_into().map_err(|_| {
        refused(format!("nothing is known of the system calls of {}", std::env::consts::ARCH))
    })?;
    let rules = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch);
    let program = filter.and_then(BpfProgram::try_from).map_err(|e| refused(e.to_string()))?;
    apply_filter(&program).map_err(|error| refused(error.to_string()))
}

#[cfg(not(target_os = "linux"))]
fn files() -> Result<(), String> {
    Err("files can still be opened: only Linux is known to refuse them".to_owned())
}

#[cfg(not(target_os = "linux"))]
fn calls() -> Result<(), String> {
    Err("sockets and programs are not refused: only Linux is known to refuse them".to_owned())
}
