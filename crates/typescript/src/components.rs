//! Which vertices of a graph lead back to themselves, and an order in which the others come after what they lead to.

/// The strongly connected components of a graph.
#[derive(Debug)]
pub struct Components {
    /// The component of each vertex. One that leads to another has the higher number.
    numbers: Vec<usize>,
    /// The vertices; each comes after those it leads to, but for those of its own component.
    pub order: Vec<usize>,
}

const UNSEEN: usize = usize::MAX;

/// Tarjan's algorithm, without recursion: a contract can be made so that it would be too deep.
struct Walk<'g> {
    edges: &'g [Vec<usize>],
    /// When a vertex was come to.
    seen: Vec<usize>,
    /// The earliest vertex that one leads back to, as far as is known.
    low: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<usize>,
    time: usize,
}

impl Components {
    /// Those of the graph of these edges.
    #[must_use]
    pub fn of(edges: &[Vec<usize>]) -> Self {
        let count = edges.len();
        let mut walk = Walk {
            edges,
            seen: vec![UNSEEN; count],
            low: vec![UNSEEN; count],
            is_open: vec![false; count],
            open: Vec::new(),
            time: 0,
        };
        let mut components = Self { numbers: vec![0; count], order: Vec::new() };
        let mut number = 0_usize;
        for start in 0..count {
            walk.from(start, &mut |members| {
                for vertex in members {
                    set(&mut components.numbers, vertex, number);
                    components.order.push(vertex);
                }
                number = number.saturating_add(1);
            });
        }
        components
    }

    /// Whether two vertices lead to each other.
    #[must_use]
    pub fn are_together(&self, one: usize, other: usize) -> bool {
        self.numbers.get(one) == self.numbers.get(other)
    }
}

impl Walk<'_> {
    fn from(&mut self, start: usize, close: &mut dyn FnMut(Vec<usize>)) {
        if at(&self.seen, start) != UNSEEN {
            return;
        }
        // A vertex, and how many of its edges have been followed.
        let mut path = vec![(start, 0_usize)];
        self.open(start);
        while let Some((vertex, next)) = path.last_mut() {
            let vertex = *vertex;
            if let Some(target) = self.edges.get(vertex).and_then(|edges| edges.get(*next)).copied() {
                *next = next.saturating_add(1);
                if at(&self.seen, target) == UNSEEN {
                    self.open(target);
                    path.push((target, 0));
                } else if self.is_open.get(target) == Some(&true) {
                    self.lower(vertex, at(&self.seen, target));
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                self.lower(*above, at(&self.low, vertex));
            }
            if at(&self.low, vertex) == at(&self.seen, vertex) {
                close(self.closed(vertex));
            }
        }
    }

    fn open(&mut self, vertex: usize) {
        let time = self.time;
        set(&mut self.seen, vertex, time);
        set(&mut self.low, vertex, time);
        self.time = time.saturating_add(1);
        if let Some(is_open) = self.is_open.get_mut(vertex) {
            *is_open = true;
        }
        self.open.push(vertex);
    }

    fn lower(&mut self, vertex: usize, time: usize) {
        let lowest = at(&self.low, vertex).min(time);
        set(&mut self.low, vertex, lowest);
    }

    /// Takes out the component that a vertex began.
    fn closed(&mut self, first: usize) -> Vec<usize> {
        let mut members = Vec::new();
        while let Some(vertex) = self.open.pop() {
            if let Some(is_open) = self.is_open.get_mut(vertex) {
                *is_open = false;
            }
            members.push(vertex);
            if vertex == first {
                break;
            }
        }
        members
    }
}

fn at(list: &[usize], place: usize) -> usize {
    list.get(place).copied().unwrap_or(UNSEEN)
}

fn set(list: &mut [usize], place: usize, value: usize) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::Components;

    #[test]
    fn what_leads_back_is_together_and_what_is_led_to_comes_first() {
        let components = Components::of(&[vec![1], vec![2], vec![1, 3], vec![], vec![4], vec![0]]);
        let together: Vec<_> = (0..6).map(|vertex| components.are_together(1, vertex)).collect();
        assert_eq!(together, [false, true, true, false, false, false]);
        let place = |vertex| components.order.iter().position(|one| *one == vertex);
        assert!(place(3) < place(1) && place(1) < place(0) && place(0) < place(5), "{:?}", components.order);
        assert_eq!(components.order.len(), 6);
    }

    #[test]
    fn a_long_chain_is_no_recursion() {
        let edges: Vec<_> = (1..=100_000).map(|next| vec![next % 100_000]).collect();
        assert!(Components::of(&edges).are_together(0, 99_999));
        assert!(Components::of(&[]).order.is_empty());
    }
}
