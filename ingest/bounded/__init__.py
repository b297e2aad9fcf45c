"""What strangers' files may cost: they are opened in a process of their own, which is watched."""
