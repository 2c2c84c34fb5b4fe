use std::time::Instant;
fn main() {
    for _ in 0..3 {
        let t = Instant::now();
        let mut f = Vec::new();
        let l0 = pamphlet::store::bundle::rules(&mut f);
        let a = t.elapsed();
        let t = Instant::now();
        let l = pamphlet::store::bundle::library();
        let b = t.elapsed();
        let t = Instant::now();
        let i = pamphlet::search::Index::build(&l);
        let c = t.elapsed();
        let t = Instant::now();
        let k = pamphlet::keymap::Keymap::default();
        let d = t.elapsed();
        let t = Instant::now();
        let m = pamphlet::compare::matrix(&l, 0);
        let e = t.elapsed();
        println!(
            "rules {a:?} library {b:?} index {c:?} keymap {d:?} matrix {e:?} {}",
            l0.subjects.len() + i.passages() + m.rows.len() + format!("{k:?}").len()
        );
    }
}
